"""What is wrong with a list that was read."""
