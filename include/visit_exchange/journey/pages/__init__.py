"""What the pages show: the board, the upload page and its downloads."""
