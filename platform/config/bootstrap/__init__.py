"""Sets up and runs the project from a bare Python, with nothing but the standard library."""
