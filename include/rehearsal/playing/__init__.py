"""The play: what is dropped when, by whom, and what they see."""
