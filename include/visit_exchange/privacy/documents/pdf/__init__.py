"""PDFs: read, looked at, and made anew of what their pages draw."""
