"""The timetable that lead inspector and LANO share."""
