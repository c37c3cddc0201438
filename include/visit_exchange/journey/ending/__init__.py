"""Closing, deferring and resuming a visit, and what follows it."""
