"""Word, PowerPoint, Excel and OpenDocument packages, rebuilt from what is known of them."""
