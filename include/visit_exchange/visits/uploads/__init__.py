"""What senders send, and what they say of what they do not."""
