"""Who writes which sheet, and when a sheet may be final, as tables (access.md, domain.md 5)."""

from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from m2w.accounts.choices import Role
from programmes.choices import EvaluationKind, Level, Track
from programmes.evaluating import (
    Judged,
    Lack,
    Written,
    comes_back,
    lacks,
    may_comment,
    may_write,
    proposed_score,
    tracks_of,
)

# One line per sheet that somebody writes: kind, level, track, and who.
WRITTEN_BY = {
    ("bimonthly", "promoter", "operational"): {"follower"},
    ("bimonthly", "promoter", "cooperation"): {"follower"},
    ("bimonthly", "promoter", "content"): {"expert"},
    ("bimonthly", "province", "operational"): {"follower"},
    ("bimonthly", "province", "cooperation"): {"follower"},
    ("bimonthly", "province", "content"): {"expert"},
    ("bimonthly", "central", "operational"): {"programme_manager"},
    ("bimonthly", "central", "cooperation"): {"programme_manager"},
    ("bimonthly", "central", "content"): {"programme_manager", "expert"},
    ("six_month", "promoter", ""): {"programme_manager"},
    ("final", "promoter", ""): {"programme_manager"},
}
EVERY_SHEET = list(product(EvaluationKind.values, Level.values, ["", *Track.values]))


@pytest.mark.parametrize("sheet", EVERY_SHEET)
def test_who_writes_a_sheet(sheet):
    assert {role for role in Role if may_write(role, *sheet)} == WRITTEN_BY.get(sheet, set())


@pytest.mark.parametrize(
    ("kind", "tracks"),
    [
        ("bimonthly", ("operational", "content", "cooperation")),
        ("six_month", ("",)),
        ("final", ("",)),
    ],
)
def test_the_tracks_of_a_kind(kind, tracks):
    assert tracks_of(kind) == tracks


DUE = date(2022, 3, 1)


@pytest.mark.parametrize(
    ("on", "status", "may"),
    [
        (date(2022, 2, 14), "", False),
        (date(2022, 2, 14), "draft", False),
        (date(2022, 2, 15), "", True),
        (date(2022, 2, 15), "draft", True),
        (date(2022, 2, 15), "final", False),
        (date(2022, 6, 1), "", True),
        (date(2022, 6, 1), "final", False),
    ],
)
def test_a_promoter_comments_from_14_days_before_until_it_is_final(on, status, may):
    assert may_comment(DUE, status, on) == may


@pytest.mark.parametrize(
    ("scores", "proposed"),
    [
        ([], None),
        ([None, None], None),
        ([3], 3),
        ([2, 3], 3),
        ([1, 2, None], 2),
        ([1, 1, 2], 1),
        ([4, 4, 3, 3], 4),
        ([1, 2, 2, 4], 2),
    ],
)
def test_the_proposed_score_is_the_mean_rounded_half_up(scores, proposed):
    assert proposed_score(scores) == proposed


@given(st.lists(st.none() | st.integers(1, 4)))
def test_a_proposed_score_lies_between_the_lowest_and_the_highest(scores):
    given_ones = [score for score in scores if score is not None]
    proposed = proposed_score(scores)
    if proposed is None:
        assert given_ones == []
    else:
        assert min(given_ones) <= proposed <= max(given_ones)
        assert -0.5 < proposed - sum(given_ones) / len(given_ones) <= 0.5


SCORED = (Judged("attests", 3), Judged("towards_work", 2))


@pytest.mark.parametrize(
    ("written", "missing"),
    [
        (Written("bimonthly", SCORED), []),
        (Written("bimonthly"), []),
        (Written("bimonthly", (Judged("attests"),)), [Lack("unscored", "attests")]),
        (Written("bimonthly", (Judged("attests", None, "Geen attesten."),)), []),
        (Written("bimonthly", SCORED, score=3), []),
        (Written("bimonthly", SCORED, score=2), [Lack("score_needs_reason")]),
        (Written("bimonthly", SCORED, score=2, score_reason="Te weinig stages."), []),
        (Written("bimonthly", (Judged("attests", None, "Geen."),), score=2), []),
        (Written("final", SCORED), [Lack("no_verdict"), Lack("no_conclusion")]),
        (Written("six_month", SCORED, verdict="positive"), [Lack("no_conclusion")]),
        (Written("final", SCORED, verdict="negative", conclusion="Te weinig."), []),
    ],
)
def test_what_keeps_a_sheet_from_being_final(written, missing):
    assert list(lacks(written)) == missing


DAYS = st.dates(date(2020, 1, 1), date(2026, 1, 1))


@given(made=DAYS, later=st.lists(st.integers(1, 2000), min_size=1), done=st.integers(0, 2000))
def test_an_action_comes_back_in_every_next_round_until_it_is_done(made, later, done):
    """Rounds of two months after the one that made it; done so many days after that one."""
    done_on = made + timedelta(days=done)
    for days in later:
        due, since = made + timedelta(days=days), made + timedelta(days=max(0, days - 61))
        assert comes_back(made, None, due, since)
        assert comes_back(made, done_on, due, since) == (since <= done_on)


@given(made=DAYS, days=st.integers(0, 2000), done=st.none() | DAYS)
def test_an_action_never_comes_back_in_its_own_round_or_an_earlier_one(made, days, done):
    due = made - timedelta(days=days)
    assert not comes_back(made, done, due, due - timedelta(days=61))
