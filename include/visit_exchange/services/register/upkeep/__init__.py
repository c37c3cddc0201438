"""The register itself: its tables, its rights, what is destroyed and restored in it."""
