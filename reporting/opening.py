"""What a figure of money opens: the list that holds its rows, for who may read those."""

from collections.abc import Callable, Mapping
from typing import Any

from django.http import QueryDict
from django.urls import reverse

from programmes.models import Claim, Grant, Payment, Settlement
from reporting.access import BUDGET_READERS
from reporting.pages import Links
from reporting.tables import Row, Shown

# The list of each figure, and what it lists.
ROWS: dict[str, tuple[str, Any]] = {
    "granted": ("grants", Grant),
    "declared": ("claims", Claim),
    "accepted": ("claims", Claim),
    "settled": ("settlements", Settlement),
    "paid": ("payments", Payment),
}


def rows_url(figure: str, reader: Any, asked: Mapping[str, str]) -> str:
    """The address of the rows that add up to a figure; empty for who may not read them."""
    view, model = ROWS[figure]
    return address(view, asked) if model.objects.all().opens_to(reader) else ""


def address(view: str, asked: Mapping[str, str], *args: str) -> str:
    query = QueryDict(mutable=True)
    query.update({name: value for name, value in asked.items() if value})
    return f"{reverse(view, args=args)}?{query.urlencode()}"


def links_of(table: Shown, reader: Any) -> Links:
    """Of the report on budget: each project opens its page, each amount its rows."""
    if table.code != "budget" or reader is None or reader.acting.role not in BUDGET_READERS:
        return {}
    known = {"as_of": table.as_of.isoformat()}

    def of_project(row: Row) -> dict[str, str]:
        return {**known, "project": row["project"]}

    def rows_of(figure: str) -> Callable[[Row], str]:
        return lambda row: rows_url(figure, reader, of_project(row))

    return {
        "project": lambda row: address("budget", {**of_project(row), "by": "project"}),
        **{figure: rows_of(figure) for figure in ROWS},
    }
