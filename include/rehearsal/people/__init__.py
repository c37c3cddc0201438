"""Who is invented: the authority, its children and its providers, drawn from the material."""
