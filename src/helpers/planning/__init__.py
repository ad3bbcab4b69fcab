"""Groups and timetable as optimisation: tables in, plans out; no plots, no files."""
