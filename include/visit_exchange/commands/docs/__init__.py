"""The derived pages of the documentation, and the command that writes them."""
