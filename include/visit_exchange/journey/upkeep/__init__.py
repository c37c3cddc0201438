"""Looking after the exchange itself: is all well, what is mended, what is old and can go."""
