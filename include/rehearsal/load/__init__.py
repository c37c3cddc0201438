"""Many areas and many files at one moment: how quickly they are answered, and what it costs."""
