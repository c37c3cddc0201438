"""Who may reach what in the object store: identities, their policies, their credentials."""
