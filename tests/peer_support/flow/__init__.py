"""Tests of how a request finds its supporter, in time and under races."""
