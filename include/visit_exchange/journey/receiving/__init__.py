"""Answering uploads."""
