"""People in free text: names that are listed, names that nobody listed, and words that are none."""
