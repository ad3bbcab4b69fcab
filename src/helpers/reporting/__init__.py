"""Notebooks executed, pages rendered, a whole term's run; knows no statistics.

The journey: ``notebooks`` (which there are), ``execute`` (papermill), ``scrub`` (nothing of this
machine stays inside), ``parts``, ``compose`` and ``render`` (nbconvert), ``home`` (the index page),
``manifest``, ``swap`` (the last good reports stay until the new ones are whole), ``run`` (all of
it, in order).
"""
