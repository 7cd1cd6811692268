"""What a person is told of the time a long run still needs."""

import pytest

from leadtool.cli.progress import TimeLeft, in_words


def test_the_time_left_follows_the_rows_done():
    clock = [100.0]
    left = TimeLeft(lambda: clock[0])
    assert left.seconds() is None
    clock[0] += 32.0
    left.hear("read and parse", 50_000, 100_000)  # .02 + half of .6 of the whole
    assert left.seconds() == pytest.approx(68.0)
    clock[0] += 10.0
    assert left.seconds() == pytest.approx(58.0)
    clock[0] += 1000.0
    assert left.seconds() == 0.0


def test_it_never_runs_backwards_and_is_silent_at_first():
    clock = [0.0]
    left = TimeLeft(lambda: clock[0])
    clock[0] = 2.0
    left.hear("read and parse", 10, 100)
    assert left.seconds() is None
    clock[0] = 20.0
    left.hear("judge", 0, 0)
    once = left.seconds()
    left.hear("read and parse", 100, 100)
    assert left.seconds() == once


def test_it_is_as_rough_as_the_guess():
    assert [in_words(s) for s in (1, 44, 89, 91, 3600)] == [
        "a few seconds left", "about 40 s left", "about 90 s left", "about 2 min left", "about 60 min left",
    ]  # fmt: skip
