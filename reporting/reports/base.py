"""What a report is, and the columns that several share."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from reporting.reports.names import titled
from reporting.selection import Selection
from reporting.tables import (
    Column,
    Coordinate,
    Count,
    Definition,
    Paper,
    Place,
    Row,
    Table,
    Text,
    nowhere,
)

Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Body:
    """What a report found: rows, their total, and the names behind codes. `columns`,
    `definition`, `title` and `place` where they are not those of the report; `behind` the counts
    that its figures are calculated from and that it does not show; `scope` outside of which it
    tells nothing."""

    rows: Sequence[Row]
    total: Row | None = None
    names: Names = field(default_factory=dict)
    columns: Sequence[Column] = ()
    definition: Definition | None = None
    place: Place | None = None
    behind: Mapping[Count, int] = field(default_factory=dict)
    scope: frozenset[Coordinate] = frozenset()
    title: Text = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One report: what it counts, its columns, and how its rows are found.

    `options` names the parameters it takes beside the selection. `digest` shortens a table of
    many rows for a letter; the annex has them all. `place` tells what its counts count.
    """

    code: str
    title: Text
    version: int
    text: Text
    columns: Sequence[Column]
    fill: Callable[..., Body]
    options: tuple[str, ...] = ()
    paper: Paper = field(default_factory=Paper)
    digest: Callable[[Any], Any] | None = None
    place: Place = nowhere

    @property
    def definition(self) -> Definition:
        return Definition(self.code, self.version, self.text)

    def run(self, selection: Selection, **options: Any) -> Table:
        """The table of this report for a selection, as of its day."""
        body = self.fill(selection, **options)
        return Table(
            code=self.code,
            title=titled(body.title or self.title, selection, body.scope),
            as_of=selection.as_of,
            definition=body.definition or self.definition,
            columns=body.columns or self.columns,
            rows=body.rows,
            total=body.total,
            names=body.names,
            paper=self.paper,
            place=body.place or self.place,
            behind=body.behind,
            scope=body.scope,
        )


PROJECT = Column("project", _("Project"), "code")
PROMOTER = Column("promoter", _("Promotor"), "code")
