"""The inspectors' page: what they may open, what they read, whom they choose."""
