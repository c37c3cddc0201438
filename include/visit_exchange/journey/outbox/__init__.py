"""The outbox: a mail is written with the act that causes it, and sent until it has gone out."""
