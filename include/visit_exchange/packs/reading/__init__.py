"""Reads published packs back for the page on which inspectors look at them."""
