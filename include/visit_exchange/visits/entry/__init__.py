"""A visit as somebody enters it: the form, the command line and the schedule."""
