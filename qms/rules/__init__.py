"""The rules of `qms check`: one file a rule, `rules/<family>/<what_is_wrong>.py`, found by folder.

A rule file holds a docstring (what is wrong; why it matters; `Flagged:` and `Accepted:` examples, which `qms explain`
shows and a test runs), a function `check(context)` and a `RULE`. `rule.py` says what these are.
"""
