"""The best choice and its proof: against every choice there is, and against another solver."""

import random
from itertools import product

import numpy as np
import pytest
from scipy.optimize import LinearConstraint, milp

from matching.assignment import NOBODY, Scale, assign, blocks, bounds


def instance(seed, mentees, mentors, places):
    """Pairs, scores, days and places; one in three has few mentors, or much of the same."""
    r = random.Random(seed)
    chance = r.choice([0.15, 0.5, 0.9])
    allowed = np.array(
        [[r.random() < chance for _ in range(mentors)] for _ in range(mentees)], bool
    ).reshape(mentees, mentors)
    most = r.choice([2, 100])
    score = np.array(
        [[r.randrange(most) for _ in range(mentors)] for _ in range(mentees)], np.int16
    )
    days = np.array([r.randrange(r.choice([3, 900])) for _ in range(mentees)], np.int64)
    free = np.array([r.randrange(places + 1) for _ in range(mentors)], np.int64)
    return allowed, score.reshape(mentees, mentors) * allowed, days, free


def solved(allowed, score, days, places):
    """The goals reached, and what they are bounded by."""
    scale = Scale.of(score, days)
    values = scale.values(allowed, score, days)
    chosen = assign(values, places)
    rows = (chosen != NOBODY).nonzero()[0]
    assert allowed[rows, chosen[rows]].all()
    assert (np.bincount(chosen[rows], minlength=len(places)) <= places).all()
    reached = len(rows), int(score[rows, chosen[rows]].sum()), int(days[rows].sum())
    return reached, bounds(values, places, chosen, scale)


def best_of_all(allowed, score, days, places):
    """Every choice there is, one by one."""
    best = (0, 0, 0)
    for choice in product(range(-1, len(places)), repeat=len(days)):
        pairs = [(row, column) for row, column in enumerate(choice) if column >= 0]
        columns = [column for _row, column in pairs]
        if all(allowed[pair] for pair in pairs) and all(
            columns.count(column) <= places[column] for column in set(columns)
        ):
            reached = (
                len(pairs),
                sum(int(score[pair]) for pair in pairs),
                sum(int(days[row]) for row, _column in pairs),
            )
            best = max(best, reached)
    return best


@pytest.mark.parametrize("part", range(10))
def test_nothing_beats_it_among_all_choices(part):
    for seed in range(part * 250, part * 250 + 250):
        r = random.Random(-seed)
        made = instance(seed, r.randint(1, 4), r.randint(1, 4), places=2)
        reached, bound = solved(*made)
        assert reached == best_of_all(*made)
        assert (bound.placed, bound.score) == reached[:2]


def best_of_highs(allowed, score, days, places):
    """The same three goals, one after the other, as integer programmes."""
    rows, columns = allowed.nonzero()
    if not len(rows):
        return (0, 0, 0)
    per_mentee = np.equal.outer(np.arange(len(days)), rows).astype(float)
    per_mentor = np.equal.outer(np.arange(len(places)), columns).astype(float)
    rules = [LinearConstraint(per_mentee, ub=1.0), LinearConstraint(per_mentor, ub=places)]
    goals = [np.ones(len(rows)), score[rows, columns].astype(float), days[rows].astype(float)]
    found = []
    for goal in goals:
        answer = milp(-goal, constraints=rules, integrality=np.ones(len(rows)), bounds=(0, 1))
        found.append(round(goal @ answer.x))
        rules.append(LinearConstraint(goal[None], lb=found[-1] - 0.5))
    return tuple(found)


@pytest.mark.parametrize("part", range(4))
def test_an_independent_solver_finds_no_better_one(part):
    for seed in range(part * 50, part * 50 + 50):
        r = random.Random(-seed)
        scarce = seed % 2
        made = instance(seed, r.randint(10, 25), r.randint(2, 8) if scarce else 20, places=2)
        reached, bound = solved(*made)
        assert reached == best_of_highs(*made)
        assert (bound.placed, bound.score) == reached[:2]


def worst(values, places):
    """Whoever comes first takes the mentor who brings least."""
    chosen, left = np.full(len(values), NOBODY), places.copy()
    for row, worth in enumerate(values):
        open_ones = ((worth > 0) & (left > 0)).nonzero()[0]
        if len(open_ones):
            chosen[row] = min(open_ones, key=lambda column: worth[column])
            left[chosen[row]] -= 1
    return chosen


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("choose", [worst, lambda values, places: np.full(len(values), NOBODY)])
def test_the_bounds_hold_for_a_bad_choice_too(seed, choose):
    allowed, score, days, places = instance(seed, 8, 6, places=2)
    best, _bound = solved(allowed, score, days, places)
    scale = Scale.of(score, days)
    values = scale.values(allowed, score, days)
    bound = bounds(values, places, choose(values, places), scale)
    assert (bound.placed, bound.score) >= best[:2]


@pytest.mark.parametrize("seed", range(20))
def test_blocks_hold_every_pair_once(seed):
    allowed, *_rest = instance(seed, 12, 9, places=1)
    seen = np.zeros(allowed.shape, int)
    for rows, columns in blocks(allowed):
        seen[np.ix_(rows, columns)] += 1
    assert (seen[allowed] == 1).all()
    assert seen.max(initial=0) <= 1


@pytest.mark.parametrize(("mentees", "mentors"), [(0, 0), (0, 3), (3, 0)])
def test_nobody_at_all(mentees, mentors):
    reached, bound = solved(*instance(1, mentees, mentors, places=1))
    assert reached == (0, 0, 0)
    assert (bound.placed, bound.score) == (0, 0)


def test_the_later_goals_never_outweigh_the_earlier_ones():
    """One mentee with all the points and all the days stands against two without any."""
    allowed = np.array([[True, True], [True, False], [False, True]])
    score = np.array([[1000, 1000], [0, 0], [0, 0]], np.int16)
    reached, _bound = solved(allowed, score, np.array([9999, 0, 0]), np.array([1, 1]))
    assert reached == (2, 1000, 9999)
    reached, _bound = solved(allowed[:, :1], score[:, :1], np.array([0, 9999, 9999]), np.array([1]))
    assert reached == (1, 1000, 0)


def test_of_equals_the_one_who_waits_longest():
    allowed, score = np.ones((3, 1), bool), np.full((3, 1), 7, np.int16)
    reached, _bound = solved(allowed, score, np.array([5, 30, 8]), np.array([1]))
    assert reached == (1, 7, 30)
