"""What a pack counts: conditions, indicators, distributions and uniqueness."""
