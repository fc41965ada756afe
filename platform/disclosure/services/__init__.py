"""What disclosure does."""
