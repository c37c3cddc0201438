"""Who takes part in a visit, who is asked, and what they offer or raise."""
