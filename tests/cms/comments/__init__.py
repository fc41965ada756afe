"""Comments on pages, their moderation, and saved pages."""
