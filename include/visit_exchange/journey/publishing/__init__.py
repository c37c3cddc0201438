"""Publishing packs for inspectors."""
