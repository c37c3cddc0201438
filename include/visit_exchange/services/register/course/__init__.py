"""The course of a visit in the register: its milestones, choices and packs."""
