"""The peer coaching evaluation workbook.

Rooms, top floor first; imports run downwards only (``tests/test_layers.py`` holds them to it):

6. ``cli``, ``explore``: commands and widgets
5. ``reporting``: executing notebooks, rendering pages, a whole term's run
4. ``phases``: the questions of each phase of the programme
3. ``planning``; ``figures``, ``wording``, ``numbers``, ``page``: groups and timetable; showing a
   finding
2. ``findings``, ``estimates``: what a number is, and how it is worked out
1. ``evidence``, ``privacy``: a school's tables as one audience may see them
0. ``school``, ``schemas``, ``reading``, ``settings``, ``provenance``, ``problems``: from bytes to
   checked frames
"""
