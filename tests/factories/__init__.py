"""Invented data for tests, a module for each package."""
