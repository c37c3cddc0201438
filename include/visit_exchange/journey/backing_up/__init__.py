"""Backing the exchange up as of one instant, and going on from a backup where all was lost."""
