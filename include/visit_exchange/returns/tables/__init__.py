"""Tables found in sheets, recognised as lists and read."""
