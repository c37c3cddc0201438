"""Where the tables of a sheet are, and which of their rows are rows of the list."""
