"""Documents: what can be read in them, and what must not travel with them."""
