"""What ``visit-exchange`` can do, one module for each topic; ``cli.py`` only puts them together."""
