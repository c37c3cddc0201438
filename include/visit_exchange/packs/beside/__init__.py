"""What a pack's numbers are read beside: published figures, neighbours, an earlier visit."""
