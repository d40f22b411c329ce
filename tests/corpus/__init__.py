"""Saved snapshots of shop pages with the right answers, and how well recognition finds them.

`python -m tests.corpus.accuracy` measures, `python -m tests.corpus.collect` takes the snapshots anew.
"""
