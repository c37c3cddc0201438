"""Uploads in the register, and all that is known of each."""
