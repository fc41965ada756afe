"""Template tags that every package may load."""
