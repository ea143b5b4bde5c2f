"""Runs by hand and, in a smoke form, in the tests; every figure is a ratio within one run."""
