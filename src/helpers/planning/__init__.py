"""Groups and timetable as optimisation: tables in, plans out; no plots, no files.

``expertise`` (who can help with what), ``benefit`` (what a group gives each of its members),
``groups`` (who learns with whom), ``timetable`` (when), ``checker`` (an independent look at both).
"""
