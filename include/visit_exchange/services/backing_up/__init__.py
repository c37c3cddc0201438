"""Copies of what the exchange keeps, and how they are laid back: databases, and buckets."""
