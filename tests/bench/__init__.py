"""Benchmarks, run by hand: `python -m tests.bench` for time and memory, `… duplicates`, `… junk`, `… classes` for how right it is."""
