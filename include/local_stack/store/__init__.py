"""The S3 server of the local stack: started closed, watched, and made to forget."""
