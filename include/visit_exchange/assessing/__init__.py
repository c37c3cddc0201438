"""What an upload is, what is wrong with it and what is staged: pure."""
