"""The lots of a call as a table, and two of them before and after an amount was moved."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w import tables as pages
from reporting.forms import MoveForm
from reporting.lots import LotRow
from reporting.reports.money import BUDGET
from reporting.selection import Selection
from reporting.tables import Column, Row, Table, total_of

PEOPLE = ("places", "waiting")
COLUMNS = (
    Column("lot", gettext_lazy("Perceel"), "code"),
    Column("budget", gettext_lazy("Budget"), "amount"),
    Column("granted", gettext_lazy("Toegekend maximum"), "amount"),
    Column("left", gettext_lazy("Niet toegekend"), "amount"),
    Column("per_mentee", gettext_lazy("Toegekend per mentee"), "amount"),
    Column("pays_for", gettext_lazy("Betaalt nog voor"), "number"),
    Column("places", gettext_lazy("Vrije plaatsen"), "number"),
    Column("waiting", gettext_lazy("Wachtenden"), "count"),
)


def report(selection: Selection, lots: Sequence[LotRow]) -> Table:
    """Who sees no counts of persons does not get the places and who waits."""
    hidden = () if selection.shows_people else PEOPLE
    columns = tuple(column for column in COLUMNS if column.name not in hidden)
    rows = [_row(lot) for lot in lots]
    total = total_of([column for column in columns if column.name not in NOT_ADDED], rows)
    return Table(
        "lots",
        _("Percelen"),
        selection.as_of,
        BUDGET.definition,
        columns,
        rows,
        total,
        {"lot": {lot.code: lot.name for lot in lots}},
    )


# A price is no sum, and one person may wait for several lots.
NOT_ADDED = {"per_mentee", "waiting"}


def _row(lot: LotRow) -> Row:
    values = {column.name: getattr(lot, column.name) for column in COLUMNS[1:]}
    return {"lot": lot.code, **values}


def moved_table(form: MoveForm, after: Sequence[LotRow], selection: Selection) -> pages.Table:
    """Both lots before and after."""
    rows: list[dict[str, Any]] = []
    for lot in after:
        before = form.lots[lot.code]
        rows += [
            {"name": _("%(lot)s, nu") % {"lot": lot.name}, "lot": before},
            {"name": _("%(lot)s, daarna") % {"lot": lot.name}, "lot": lot},
        ]
    shown = [column for column in COLUMNS[1:] if column.name != "per_mentee"]
    if not selection.shows_people:
        shown = [column for column in shown if column.name not in PEOPLE]
    return pages.Table(
        caption=_("Als u dit bedrag verplaatst"),
        note=_("Er wordt niets bewaard."),
        columns=[
            pages.Column(_("Perceel"), "name"),
            *(
                pages.Column(column.label, _value(column.name), column.type)  # type: ignore[arg-type]
                for column in shown
            ),
        ],
        rows=rows,
        layout="tiles",
    )


def _value(name: str) -> Any:
    return lambda row: getattr(row["lot"], name)
