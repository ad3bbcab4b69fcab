"""Peer observations in a term's weeks: least cover, evenest weeks, earliest finish.

What is to be placed and where it could be: ``sessions``, ``openings``, ``diaries``. The search:
``scheduling``, ``constraints``, ``aims``, ``searching``, ``narrowing``, ``easing``, ``blocks``,
``settling``; ``proposing`` is the way in. After an absence or a leaver: ``replanning``,
``leavers``. What stands in the way: ``obstacles``, ``impasses``. ``checker`` looks at a timetable
by other means.
"""
