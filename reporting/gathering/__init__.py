"""The facts behind every figure that is a sum, from the records as of a day.

One query per kind, whatever the number of rows. Nothing later than the day is known, and nothing
names anyone: no name, no birth date, no code of a person.
"""

from collections.abc import Iterator
from functools import partial

from reporting import rounds
from reporting.facts import Fact, pseudonym
from reporting.gathering import evaluations, money, persons, planned
from reporting.gathering.basis import places_of
from reporting.selection import Selection


def facts_of(selection: Selection, key: bytes) -> Iterator[Fact]:
    """Every fact of a selection as of its day, under pseudonyms that this key makes."""
    name = partial(pseudonym, key)
    places = places_of(selection)
    held = rounds.bimonthly(selection)
    yield from planned.calls(selection, name)
    yield from planned.projects(selection, name, places, held)
    yield from planned.criteria(selection, name)
    for of_kind in (persons.enrolments, persons.matches, persons.mentors, persons.hirings):
        yield from of_kind(selection, name, places)
    yield from evaluations.sheets(name, held, selection.as_of)
    yield from evaluations.of_projects(selection, name, places)
    for of_kind in (money.grants, money.claims, money.settlements, money.payments):
        yield from of_kind(selection, name, places)
