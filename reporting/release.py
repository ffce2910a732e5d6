"""What may leave the house: the only way from a table of true counts to one that is rendered.

True counts are for who counts persons (access.md). Everyone else, and everything that is
published, gets tables protected together: hidden in one, hidden in all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from m2w import periods
from reporting import disclosure
from reporting.equations import in_canonical_places, problem_of
from reporting.models import DisclosureRule
from reporting.reports.base import Report
from reporting.selection import PLACES, Selection
from reporting.tables import Column, Coordinate, Count, Parents, Row, Shown, Table, Text, value_of

NOT_FOR_OTHERS = _("Niet voor verspreiding")


def of_report(report: Report, selection: Selection, **options: Any) -> Shown:
    """The table of one report as the reader of the selection may see it."""
    return one(selection, report.run(selection, **options))


def one(selection: Selection, table: Table) -> Shown:
    """A table by itself, as the reader of the selection may see it."""
    (found,) = shown(selection, table)
    return found


def shown(selection: Selection, *tables: Table) -> list[Shown]:
    """The tables as the reader of the selection may see them, all of them together."""
    if selection.shows_people:
        return [as_they_are(table) for table in tables]
    return protected(tables, parents_of(selection))


def as_they_are(table: Table, marking: Text = "") -> Shown:
    """Every count as it is, for who may have it."""
    return Shown(**_values(table), marking=marking)


@dataclass(frozen=True, slots=True)
class Told:
    """What a reader has from us already: tables with their true counts, which of their counts
    were shown in them, and which were hidden."""

    tables: Sequence[Table] = ()
    known: frozenset[Count] = frozenset()
    kept: frozenset[Count] = frozenset()


def protected(tables: Sequence[Table], parents: Parents, told: Told = Told()) -> list[Shown]:
    """The tables without small counts, nor any other from which one follows, also for who has
    what was `told` before: what was hidden then stays hidden.

    `parents` is what lies in what. Source: domain.md 8, ARV.
    """
    smallest = smallest_shown(periods.today())
    placed = [in_canonical_places(table, parents) for table in tables]
    problem = problem_of([*told.tables, *placed])
    hidden = disclosure.hide(replace(problem, known=told.known, kept=told.kept), smallest)
    return [masked(table, hidden, smallest) for table in placed]


def smallest_shown(on: date) -> int:
    """The smallest count of persons that is shown on a day, beside zero."""
    return DisclosureRule.objects.in_force(on).latest("valid_from").smallest_shown


def parents_of(selection: Selection) -> Parents:
    """What a project lies in, and a lot."""
    lots = {("lot", p.lot.code): {("call", p.lot.call.code)} for p in selection.projects}
    return lots | {
        ("project", project.code): {
            (name, code) for name in ("lot", "call", "promoter") for code in PLACES[name](project)
        }
        for project in selection.projects
    }


def narrowed(table: Table, part: Selection, whole: Selection) -> tuple[Table, Parents]:
    """A table about part of a selection, whose counts say so; and what lies in that part."""
    scope = scope_of(part, whole)
    if not scope:
        return table, {}
    given = table.place

    def place(row: Row, column: Column) -> Count | None:
        count = given(row, column)
        return count and Count(count.measure, count.at | scope)

    behind = {Count(count.measure, count.at | scope): n for count, n in table.behind.items()}
    # A project does not lie in itself.
    at = [("project", project.code) for project in part.projects]
    within = {one: scope for one in at if one not in scope}
    return replace(table, place=place, behind=behind, scope=table.scope | scope), within


def scope_of(part: Selection, whole: Selection) -> frozenset[Coordinate]:
    """The coordinate of some projects of a selection: that of the call, lot or promoter that they
    all are of, or their codes together; none for all of them."""
    chosen = [project.code for project in part.projects]
    if len(chosen) == len(whole.projects):
        return frozenset()
    for name in ("project", "lot", "call", "promoter"):
        for code in {code for project in part.projects for code in PLACES[name](project)}:
            if [p.code for p in whole.projects if code in PLACES[name](p)] == chosen:
                return frozenset({(name, code)})
    return frozenset({("projects", " ".join(chosen))})


# Masking ----------------------------------------------------------------------------------------


def masked(table: Table, hidden: frozenset[Count], smallest: int) -> Shown:
    """The table without these counts, and without what is calculated from them."""
    rows = [_masked(table, row, hidden) for row in table.rows]
    total = None if table.total is None else _masked(table, table.total, hidden)
    lines = rows if total is None else [*rows, total]
    values = _values(table) | {"rows": rows, "total": total, "behind": {}}
    return Shown(
        **values, suppressed=sum(len(row.get("hidden", ())) for row in lines), smallest=smallest
    )


def _masked(table: Table, row: Row, hidden: frozenset[Count]) -> Row:
    names = tuple(_hidden_in(table, row, hidden))
    return _without(row, names) | {"hidden": names} if names else row


def _hidden_in(table: Table, row: Row, hidden: frozenset[Count]) -> Iterator[str]:
    for column in [*table.columns, *_other_totals(table, row)]:
        if value_of(row, column.name) is None:
            continue
        told = column.of or ((column.name,) if column.type == "count" else ())
        if any(_is_hidden(table, row, name, hidden) for name in told):
            yield column.name


def _is_hidden(table: Table, row: Row, name: str, hidden: frozenset[Count]) -> bool:
    """Whether a count is hidden; one that nobody placed is, unless it is of nobody."""
    count = _placed(table, row, name)
    return bool(value_of(row, name)) if count is None else count in hidden


def _other_totals(table: Table, row: Row) -> list[Column]:
    """Counts in the total that stand under no column."""
    if row is not table.total:
        return []
    return [Column(count.measure, "") for count in table.behind if count.measure in row]


def _placed(table: Table, row: Row, name: str) -> Count | None:
    """What the figure of this name counts, whether it stands in the table or not."""
    found = (column for column in table.columns if column.name == name)
    return table.place(row, next(found, Column(name, "")))


def _without(row: Row, names: tuple[str, ...]) -> Row:
    bare = {name: None if name in names else value for name, value in row.items()}
    if "cells" in row:
        cells = row["cells"].items()
        bare["cells"] = {code: None if code in names else n for code, n in cells}
    return bare


def _values(table: Table) -> dict[str, Any]:
    return {one.name: getattr(table, one.name) for one in fields(Table)}
