"""File formats: bytes to grids of cells, and the limits under which they are opened."""
