"""What identifies a person: value types, running text and whole columns."""
