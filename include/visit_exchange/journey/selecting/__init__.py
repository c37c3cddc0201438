"""Which children and providers inspectors choose, and who is told."""
