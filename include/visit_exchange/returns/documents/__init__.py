"""Which items of the request a document serves."""
