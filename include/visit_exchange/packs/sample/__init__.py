"""The sample of children and providers that a pack proposes."""
