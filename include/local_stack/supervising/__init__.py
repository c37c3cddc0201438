"""The parts put together, started, watched and stopped."""
