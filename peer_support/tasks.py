"""Sweeps of peer support; no task carries an argument, and each may run twice."""
