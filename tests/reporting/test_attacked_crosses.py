"""Whoever has a cross table of the ministry finds out nothing of anyone, however it is crossed."""

from random import Random

import pytest

from reporting.measures import CROSS_MEASURES, DIMENSIONS, OF_PERSONS
from reporting.reports.names import NAMES_OF_PERSONS
from tests.reporting.attacker import narrow
from tests.reporting.crossed import counts_of, informed

pytestmark = pytest.mark.django_db

DAY = "2024-06-30"
# One along which the other says nothing new: a count then stands in a cell and in its total.
ONE_IN_THE_OTHER = [
    {"rows": "project", "rows2": "diploma_level", "columns": "call"},
    {"rows": "project", "rows2": "gender", "columns": "promoter"},
    {"rows": "quarter", "rows2": "benefit", "columns": "year"},
    {"rows": "nationality", "rows2": "gender", "columns": "nationality_group"},
    {"rows": "quarter", "rows2": "lot", "columns": "age_band", "age_band": "45-54"},
]


def at_random(seed):
    """A measure along two to four dimensions, sometimes about some persons only, or on days."""
    chance = Random(seed)
    chosen = chance.sample(sorted(DIMENSIONS), chance.choice([2, 3, 4]))
    options = dict(zip(("rows", "columns", "rows2", "columns2"), chosen, strict=False))
    options |= {"measure": chance.choice(CROSS_MEASURES)}
    if chance.random() < 0.3:
        name = chance.choice(OF_PERSONS)
        options[name] = chance.choice(list(NAMES_OF_PERSONS[name]()))
    if chance.random() < 0.2:
        options = {name: options[name] for name in options if not name.startswith("columns")}
        options |= {"every": "year", "since": "2021-01-01"}
    return options


def read(api, who, options):
    response = api(who).get("/api/v1/reports/cross/", {"as_of": DAY, **options})
    assert response.status_code == 200, response.json()
    return response.json()


def found_out(api, options):
    """What is narrowed down to fewer than four values, and the small counts that are told."""
    shown = read(api, "ann", options)
    true = dict(counts_of(read(api, "max", options), options))
    told = dict(counts_of(shown, options))
    small = {name: n for name, n in told.items() if n in {1, 2, 3}}
    return narrow(informed(shown, options).ranges(), true) | small


@pytest.mark.parametrize("options", ONE_IN_THE_OTHER, ids=lambda one: "-".join(one.values()))
@pytest.mark.parametrize("measure", ["rejected", "started"])
def test_nothing_follows_where_one_dimension_lies_in_another(loaded, api, options, measure):
    assert not found_out(api, options | {"measure": measure})


@pytest.mark.parametrize("seed", range(12))
def test_nothing_follows_from_any_table(loaded, api, seed):
    assert not found_out(api, at_random(seed))
