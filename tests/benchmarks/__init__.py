"""Benchmarks: ratios against git on the same repository. Run `python -m tests.benchmarks`; never part of the tests."""
