"""The facts behind tables of an answer, also of the earlier days that a series of days shows."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from reporting import gathering
from reporting.cells import cells_of
from reporting.facts import ANOTHER_DAY, Fact
from reporting.selection import Selection
from reporting.tables import Table

COUNTED, COUNTED_THEN = "enrolment", "enrolment on an earlier day"


def facts_behind(selection: Selection, key: bytes, tables: Iterable[Table]) -> Iterator[Fact]:
    """Every fact of a selection as of its day, and of each earlier day in these tables what is
    counted on it; that stands at the day, and under a pseudonym of that day."""
    yield from gathering.facts_of(selection, key)
    for day in earlier_days(tables):
        known = replace(selection, as_of=date.fromisoformat(day))
        for fact in gathering.facts_of(known, key):
            if fact.kind == COUNTED:
                at = {**fact.at, ANOTHER_DAY: day}
                yield replace(fact, kind=COUNTED_THEN, id=f"{fact.id}-{day}", at=at)


def earlier_days(tables: Iterable[Table]) -> list[str]:
    """The days that counts in these tables stand at, beside that of the tables themselves."""
    places = (place for table in tables for cell in cells_of(table) for place in cell.count.at)
    return sorted({code for name, code in places if name == ANOTHER_DAY})
