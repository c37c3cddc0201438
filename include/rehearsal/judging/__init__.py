"""The verdict: what came of each file, and what leaked."""
