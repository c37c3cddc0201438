"""What the invented authority sends: lists, documents and odd files."""
