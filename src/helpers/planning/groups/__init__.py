"""Action Learning Sets, fair before rich, proved best.

What a group is worth: ``rules``, ``benefit``, ``points``. The search: ``candidates``,
``question``, ``pricing``, ``search``, ``regrouping``, ``partition``; ``proposing`` is the way in.
What people ask then: ``explain``, ``alternatives``, ``concessions``; what stands in the way:
``contradictions``, ``conflicts``, ``conflict_words``. ``checker`` looks at a plan by other means.
"""
