"""Tests of peer support."""
