"""Groups and timetable as optimisation: small data classes in, plans out; no plots, no files.

``expertise`` says who can help whom, ``program`` solves integer programs; ``groups`` proposes
Action Learning Sets, ``timetable`` says when their members visit one another.
"""
