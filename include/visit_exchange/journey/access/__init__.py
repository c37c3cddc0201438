"""Who reaches a visit’s places in the object store, and its upload page."""
