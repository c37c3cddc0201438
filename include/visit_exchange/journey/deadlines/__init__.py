"""Waiting for deadlines, moving them, and telling who is late with what."""
