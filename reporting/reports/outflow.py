"""What became of those whose guidance ended (Q479 question 6)."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from reporting import indicators
from reporting.reports.base import PROJECT, Body, Report, project_names
from reporting.selection import Selection
from reporting.tables import Column, Row, percent, total_of

COLUMNS = (
    PROJECT,
    Column("ended", _("Beëindigd")),
    Column("work", _("Werk")),
    Column("sustainable_work", _("Waarvan duurzaam")),
    Column("internship", _("Stage of IBO")),
    Column("training", _("Opleiding")),
    Column("other", _("Andere")),
    Column("none", _("Geen")),
    Column("pending", _("Nog niet gekend")),
    Column("in_observation", _("In observatie")),
    Column("work_pct", _("Aandeel werk"), "percent"),
    Column("sustainable_pct", _("Aandeel duurzaam"), "percent"),
)
COUNTED = tuple(column.name for column in COLUMNS if column.type == "count")


def with_shares(row: Row) -> Row:
    return row | {
        "work_pct": percent(row["work"], row["ended"]),
        "sustainable_pct": percent(row["sustainable_work"], row["ended"]),
    }


def _outflow(selection: Selection) -> Body:
    counts = indicators.outflow_per_project(selection)
    rows = [
        with_shares({"project": code, **{name: counted[name] for name in COUNTED}})
        for code, counted in counts.items()
    ]
    total = with_shares(total_of(COLUMNS, rows))
    return Body(
        rows,
        total,
        {"project": project_names(selection)},
        definition=replace(OUTFLOW.definition, version=selection.outflow_version),
    )


OUTFLOW = Report(
    "outflow",
    _("Uitstroom per project"),
    1,
    _(
        "Noemer: begeleidingen die tot en met de peildatum eindigden. Werk: minstens één baan "
        "die begon na de start van het duo en binnen 12 maanden na het einde. Duurzaam werk: een "
        "contract van onbepaalde duur dat niet binnen 3 maanden eindigde, of 3 maanden werk "
        "zonder onderbreking van meer dan 31 dagen. Werk, stage of IBO, opleiding, andere, geen "
        "en nog niet gekend sluiten elkaar uit; de eerste die geldt, telt. In observatie: nog "
        "geen duurzaam werk, terwijl de termijn van 12 maanden loopt. Deze aantallen maanden en "
        "dagen zijn parameters van de oproep."
    ),
    COLUMNS,
    _outflow,
)
