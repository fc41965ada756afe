"""Pages about personal data, one module a subject."""
