"""Reads published months as a control chart, and says in words what stands out."""
