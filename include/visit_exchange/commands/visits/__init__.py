"""``visit-exchange visits``: one module for each group of its commands."""
