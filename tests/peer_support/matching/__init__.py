"""Tests of who may be paired with whom, and how well."""
