"""Text as it is searched: folded, with the ways in which dates and references are written."""
