"""Destroying the evidence whose retention has ended."""
