"""The timetable of a visit: started, changed, told to everybody, and what took place."""
