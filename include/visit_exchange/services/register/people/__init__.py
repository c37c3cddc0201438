"""Who takes part in a visit, in the register."""
