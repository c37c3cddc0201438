"""Registering a visit, opening it, and asking the authority and its partners."""
