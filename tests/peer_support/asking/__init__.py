"""Asking for support: the pages of the person who asks."""
