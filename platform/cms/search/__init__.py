"""Finds pages by their words: what was typed, what it means, what answers it, and in what order."""
