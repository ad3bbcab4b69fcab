"""Groups and timetable as optimisation: small data classes in, plans out; no plots, no files.

Read in this order: ``expertise`` (who can help whom), ``benefit`` (what that is worth),
``groups`` (pairs and threes), ``alternatives``, ``explain``, ``checker``; then ``timetable`` and
what it is made of: ``sessions``, ``openings``, ``diaries``, ``scheduling``, ``constraints``,
``aims``, ``searching``, ``easing``, ``settling``, ``impasses``; last ``leavers`` and
``replanning``.
"""
