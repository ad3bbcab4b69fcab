"""From a plan to what a school keeps: its own tables, and calendars for its people.

Nothing is written that nobody asked for, and nothing is read from anywhere but the school's folder.
"""
