"""Where everything of a visit lies in the object store: every key, prefix and address."""
