"""Whether a file is safe to open, from its bytes."""
