"""What is looked for on a page before it is published. Pure: plain values in, findings out."""
