"""The matrix: rounds in columns of two months, by track or all three together."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from m2w.periods import Period, add_months
from programmes.choices import Level, Track
from programmes.rounds import promoter_rounds
from reporting.matrix import block_of, completeness, matrix_of, missing
from reporting.rounds import Round, Scope

PROJECT, OTHER = Scope(Level.PROMOTER, "CORE-1"), Scope(Level.PROMOTER, "CORE-2")
PROVINCE = Scope(Level.PROVINCE, "10000")
NAMES = {PROJECT.code: "Samen Sterk", OTHER.code: "Duwtje", PROVINCE.code: "Antwerpen"}
START = date(2021, 3, 15)


def rounds(scope=PROJECT, start=START, **states) -> list[Round]:
    """Three sheets of one period; each track stands as named, else held."""
    period = Period(start, add_months(start, 2))
    return [Round(scope, track, period, states.get(track, "held"), None) for track in sorted(Track)]


def cells(matrix):
    return [cell for group in matrix.groups for line in group.lines for cell in line.cells]


class TestATable:
    def test_by_track_has_a_group_for_each_scope(self):
        matrix = matrix_of([*rounds(), *rounds(PROVINCE)], NAMES, by_track=True)
        assert [group.heading for group in matrix.groups] == [
            "Promotor Samen Sterk",
            "Provincie Antwerpen",
        ]
        lines = [line.label for line in matrix.groups[0].lines]
        assert lines == ["Operationeel", "Inhoudelijk", "Samenwerking"]

    def test_otherwise_a_line_for_each_scope(self):
        matrix = matrix_of([*rounds(), *rounds(OTHER)], NAMES, by_track=False)
        (group,) = matrix.groups
        assert [line.label for line in group.lines] == ["Samen Sterk", "Duwtje"]

    def test_the_latest_block_comes_first(self):
        later = rounds(start=add_months(START, 2))
        matrix = matrix_of([*rounds(), *later], NAMES, by_track=False)
        assert [block.start for block in matrix.blocks] == [date(2021, 5, 1), date(2021, 3, 1)]

    def test_where_nothing_begins_there_is_no_cell(self):
        matrix = matrix_of([*rounds(), *rounds(OTHER, date(2021, 5, 1))], NAMES, by_track=False)
        assert [bool(cell) for cell in cells(matrix)] == [False, True, True, False]

    def test_without_rounds_it_is_empty(self):
        assert matrix_of([], NAMES, by_track=True).groups == []


class TestACell:
    @pytest.mark.parametrize(
        ("states", "state", "count"),
        [
            ({}, "held", 0),
            ({"content": "draft"}, "draft", 1),
            ({"content": "draft", "operational": "open"}, "open", 1),
            ({"content": "missing", "operational": "missing"}, "missing", 2),
            (dict.fromkeys(Track.values, "missing"), "missing", 0),
        ],
    )
    def test_shows_what_is_most_wrong(self, states, state, count):
        (cell,) = cells(matrix_of(rounds(**states), NAMES, by_track=False))
        assert (cell.state, cell.count) == (state, count)


@given(st.dates(date(2019, 1, 1), date(2026, 12, 31)), st.integers(1, 36))
def test_every_round_of_a_project_has_a_block_of_its_own(first, months):
    last = add_months(first, months)
    blocks = [block_of(period.start) for period in promoter_rounds(first, last)]
    assert len(set(blocks)) == len(blocks)
    assert all(add_months(one, 2) == two for one, two in pairwise(blocks))


class TestWhatIsDue:
    def test_counts_from_the_day_after_its_period(self):
        due_on = add_months(START, 2)
        found = rounds(content="missing")
        assert completeness("", found, date(2021, 5, 14)).due == 0
        whole = completeness("", found, due_on)
        assert (whole.due, whole.held, str(whole.share)) == (3, 2, "66.7")

    def test_without_any_there_is_no_share(self):
        assert completeness("", [], START).share is None

    def test_a_round_held_early_counts_once_it_is_due(self):
        assert completeness("", rounds(), START).held == 0

    def test_what_is_missing_longest_comes_first(self):
        later = rounds(PROVINCE, add_months(START, 2), content="missing")
        found = missing([*later, *rounds(cooperation="missing"), *rounds(OTHER)])
        assert [(one.scope, one.track) for one in found] == [
            (PROJECT, "cooperation"),
            (PROVINCE, "content"),
        ]
