"""What the columns of a table are, and which of them are left unread."""
