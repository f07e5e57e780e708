"""Timings that print a ratio against a peer in the same run.  None of them is a test."""
