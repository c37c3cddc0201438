"""How the days of a visit are counted, planned and moved."""
