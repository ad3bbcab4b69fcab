"""Notebooks executed, pages rendered, a whole term's run; knows no statistics.

The journey: ``notebooks`` (which there are), ``execute`` (papermill), ``scrub`` (nothing of this
machine stays inside), ``parts`` with ``key_figures``, ``methods`` and ``sources`` (what a page
shows), ``style``, ``compose`` and ``render`` (nbconvert), ``home`` (the index page), ``pdf`` with
``browser`` (pages on paper), ``manifest``, ``lock`` and ``swap`` (the last good reports stay until
the new ones are whole), ``run`` (all of it, in order).
"""
