"""What is hidden: small counts, and what they would follow from. Attacked with an integer program
that shares nothing with what protects."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reporting.disclosure import Problem, Sum, exposed, hide
from tests.reporting.attacker import Attacker, narrow


def table(rows):
    """The counts and sums of a table with its totals; a total is at None."""
    cells = {(r, c): n for r, row in enumerate(rows) for c, n in enumerate(row)}
    downs, acrosses = range(len(rows)), range(len(rows[0]))
    cells |= {(r, None): sum(rows[r]) for r in downs}
    cells |= {(None, c): sum(row[c] for row in rows) for c in acrosses}
    cells[None, None] = sum(map(sum, rows))
    sums = [Sum((r, None), tuple((r, c) for c in acrosses)) for r in downs]
    sums += [Sum((None, c), tuple((r, c) for r in downs)) for c in acrosses]
    sums += [Sum((None, None), tuple((r, None) for r in downs))]
    sums += [Sum((None, None), tuple((None, c) for c in acrosses))]
    return Problem(cells, sums)


def attacked(problem, hidden):
    attacker = Attacker()
    for name, n in problem.counts.items():
        attacker.reads(name, None if name in hidden else n)
    for one in problem.sums:
        if one.complete:
            attacker.adds_up(one.whole, one.parts)
        else:
            attacker.holds(one.whole, *one.parts)
    return narrow(attacker.ranges(), problem.counts)


def part(whole, part, *, complete=False):
    return Problem({"whole": whole, "part": part}, [Sum("whole", ("part",), complete)])


CASES = [
    # (rows, hidden inner cells)
    ([[10, 20], [30, 40]], set()),
    ([[0, 20], [30, 40]], set()),
    ([[1, 20], [30, 40]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
    ([[2, 3, 40], [50, 60, 70]], {(0, 0), (0, 1), (1, 0), (1, 1)}),
    ([[0, 0], [0, 0]], set()),
]


@pytest.mark.parametrize(("rows", "expected"), CASES)
def test_a_table_with_totals(rows, expected):
    hidden = hide(table(rows), 4)
    assert {name for name in hidden if None not in name} == expected


@pytest.mark.parametrize("n", [1, 2, 3])
def test_a_small_count_is_hidden(n):
    assert hide(Problem({"a": n, "b": 0, "c": 4}), 4) == {"a"}


def test_the_threshold_is_a_parameter():
    assert hide(Problem({"a": 5, "b": 9}), 6) == {"a"}


@pytest.mark.parametrize(
    ("whole", "inside", "hides"),
    [(20, 10, False), (20, 20, False), (20, 0, False), (20, 19, True), (20, 16, False)],
)
def test_the_small_rest_of_a_whole_is_protected_like_a_count(whole, inside, hides):
    assert bool(hide(part(whole, inside), 4)) is hides


def test_a_total_of_a_few_is_a_dash_itself():
    hidden = hide(table([[1, 1], [0, 0]]), 4)
    assert (None, None) in hidden


def test_two_dashes_that_add_up_to_four_are_not_enough():
    problem = table([[1, 3, 40], [50, 60, 70]])
    assert attacked(problem, {(0, 0), (0, 1)})
    assert not attacked(problem, hide(problem, 4))


def test_what_the_public_has_seen_is_not_hidden_again():
    problem = table([[1, 20], [30, 40]])
    known = Problem(problem.counts, problem.sums, known=frozenset({(1, 1), (1, 0)}))
    assert not hide(known, 4) & {(1, 1), (1, 0)}


def test_what_was_hidden_before_stays_hidden():
    assert hide(Problem({"a": 9}, kept=frozenset({"a"})), 4) == {"a"}


def test_a_sum_that_is_not_true_binds_nobody():
    assert hide(Problem({"a": 9, "b": 4}, [Sum("a", ("b",))]), 4) == set()


def test_the_same_table_is_always_protected_in_the_same_way():
    problem = table([[1, 20, 3], [30, 2, 7], [5, 6, 1]])
    assert hide(problem, 4) == hide(problem, 4)


small = st.integers(0, 9)
rows = st.integers(2, 4).flatmap(
    lambda width: st.lists(st.lists(small, min_size=width, max_size=width), min_size=2, max_size=4)
)


@settings(max_examples=60, deadline=None)
@given(rows)
def test_nobody_finds_out_what_a_table_hides(cells):
    problem = table(cells)
    hidden = hide(problem, 4)
    assert not attacked(problem, hidden)
    assert not exposed(problem, hidden, 4)
    assert all(problem.counts[name] > 0 for name in hidden)
    assert all(name in hidden for name, n in problem.counts.items() if 0 < n < 4)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(small, small, small, small), min_size=2, max_size=4))
def test_nobody_finds_out_what_parts_and_columns_together_hide(people):
    """Per project: work that lasts, other work, training, nothing; and all of them."""
    counts, sums = {}, []
    measures = ("ended", "work", "lasting", "training", "nothing")
    for project, (lasting, other, training, nothing) in enumerate(people):
        work = lasting + other
        values = (work + training + nothing, work, lasting, training, nothing)
        counts |= {(m, project): n for m, n in zip(measures, values, strict=True)}
    for measure in measures:
        counts[measure, None] = sum(counts[measure, p] for p in range(len(people)))
        sums.append(Sum((measure, None), tuple((measure, p) for p in range(len(people)))))
    for place in (*range(len(people)), None):
        parts = tuple((m, place) for m in ("work", "training", "nothing"))
        sums.append(Sum(("ended", place), parts))
        sums.append(Sum(("work", place), (("lasting", place),), complete=False))
        sums.append(Sum(("ended", place), (("lasting", place),), complete=False))
    problem = Problem(counts, sums)
    assert not attacked(problem, hide(problem, 4))


@settings(max_examples=10, deadline=None)
@given(st.lists(st.lists(small, min_size=3, max_size=3), min_size=2, max_size=2))
def test_it_hides_hardly_more_than_the_least_that_protects(cells):
    problem = table(cells)
    hidden = hide(problem, 4)
    primary = {name for name, n in problem.counts.items() if 0 < n < 4}
    least = next(size for size in range(len(hidden) + 1) if _protects(problem, primary, size))
    assert len(hidden) - len(primary) <= least + 2


def _protects(problem, primary, size):
    """Whether some choice of so many more counts protects them all."""
    others = [name for name, n in problem.counts.items() if n >= 4]
    return any(not exposed(problem, primary | set(more), 4) for more in combinations(others, size))
