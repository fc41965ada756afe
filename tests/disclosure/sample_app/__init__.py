"""A package that publishes figures, which only tests install."""
