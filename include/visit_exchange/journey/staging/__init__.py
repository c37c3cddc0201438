"""What was accepted: the treated lists and documents that the pipeline keeps."""
