"""Tests of the solvers and of the files that they read."""
