"""What an authority and the inspectors arrange: who takes part, providers, the timetable."""
