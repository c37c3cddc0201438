"""PostgreSQL on a socket, and the databases in it."""
