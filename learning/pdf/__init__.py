"""Documents to print and keep."""
