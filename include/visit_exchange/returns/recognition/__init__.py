"""Which list of the request a table is, and which other register it may be."""
