"""Cross tables as plain values: what adds up to what, in which order, and series of days."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from reporting.crossing import ALL, Axes, days_of, ends, in_order, name_of, pivot

CODES = st.sampled_from(["A", "B", "55+", "x-1"])
AXES = st.builds(
    Axes,
    st.sampled_from([("r",), ("r", "s")]),
    st.sampled_from([("c",), ("c", "d")]),
)


@st.composite
def crossed(draw):
    axes = draw(AXES)
    keys = st.tuples(*[CODES] * len(axes.all))
    return axes, draw(st.dictionaries(keys, st.integers(1, 50), max_size=12))


@given(crossed())
def test_each_level_adds_up_to_the_one_above(given_):
    axes, counts = given_
    found = pivot(counts, axes)
    down, across = len(axes.rows), len(axes.columns)
    for line in [*found.lines, ALL]:
        for head in found.heads:
            parts = [
                n
                for codes, n in counts.items()
                if codes[:down][: len(line)] == line and codes[down:][: len(head)] == head
            ]
            assert found.at(line, head) == sum(parts)
    assert found.at(ALL, ALL) == sum(counts.values())
    finest = [line for line in found.lines if len(line) == down]
    assert sorted({codes[:down] for codes in counts}) == finest
    assert all(len(head) <= across for head in found.heads)


@given(crossed())
def test_no_line_column_or_name_stands_twice(given_):
    axes, counts = given_
    found = pivot(counts, axes)
    names = [name_of(head, len(axes.columns)) for head in found.heads]
    for one in (found.lines, found.heads, names):
        assert max(Counter(one).values(), default=1) == 1
    assert names[-1] == "total"


def test_what_adds_up_comes_after_its_parts():
    assert in_order({("B",), ("A",), ("A", "z"), ("A", "b"), ("B", "a"), ()}, 2) == [
        ("A", "b"),
        ("A", "z"),
        ("A",),
        ("B", "a"),
        ("B",),
        (),
    ]


def test_names_of_columns():
    assert [name_of(head, 2) for head in (("f", "yes"), ("f",), ())] == [
        "f/yes",
        "f/total",
        "total",
    ]
    assert name_of(("f",), 1) == "f"


def test_days_stand_beside_each_other_also_without_counts():
    found = pivot({("A", "2022-01-31"): 3}, Axes(("r",)), ["2021-12-31", "2022-01-31"])
    assert found.heads == [("2021-12-31",), ("2022-01-31",)]
    assert [found.at(("A",), head) for head in found.heads] == [0, 3]


def test_ends_of_periods():
    first, last = date(2021, 11, 15), date(2022, 7, 1)
    assert ends("quarter", first, last) == [
        date(2021, 12, 31),
        date(2022, 3, 31),
        date(2022, 6, 30),
    ]
    assert ends("year", first, last) == [date(2021, 12, 31)]
    assert len(ends("month", first, last)) == 8


@given(
    st.dates(date(2000, 1, 1), date(2030, 1, 1)),
    st.integers(0, 2000),
    st.sampled_from(["month", "quarter", "year"]),
)
def test_ends_are_the_last_days_within(since, days, every):
    until = date.fromordinal(since.toordinal() + days)
    for end in ends(every, since, until):
        assert since <= end <= until
        assert date.fromordinal(end.toordinal() + 1).day == 1


def test_the_as_of_date_is_the_last_day_of_a_series():
    as_of = date(2022, 4, 1)
    assert days_of(as_of, "", None, []) == []
    assert days_of(as_of, "", None, [date(2022, 1, 1)]) == [date(2022, 1, 1), as_of]
    assert days_of(as_of, "quarter", date(2022, 1, 1), []) == [date(2022, 3, 31), as_of]
