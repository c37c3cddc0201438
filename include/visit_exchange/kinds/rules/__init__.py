"""What a kind of visit says of its milestones, people, choices and what is kept."""
