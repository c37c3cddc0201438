"""Visit Exchange: the information exchange around an inspection visit, without the orchestrator."""
