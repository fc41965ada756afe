"""Reads a matching problem from a JSON file in either form of PEER_SUPPORT.md, section 4."""

from peer_support.solving.files.reading import Task, read_task

__all__ = ["Task", "read_task"]
