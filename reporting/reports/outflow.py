"""What became of those whose guidance ended (Q479 question 6)."""

from collections.abc import Sequence
from typing import Any

from django.utils.functional import lazy
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from programmes.choices import WORK_KINDS
from programmes.models import Call, OutflowDefinition
from programmes.outflow import TERMS
from reporting import indicators
from reporting.reports.base import PROJECT, Body, Report
from reporting.reports.names import project_names
from reporting.selection import Selection
from reporting.tables import Column, Definition, Row, Text, percent, placed, total_of

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
    Column("work_pct", _("Aandeel werk"), "percent", of=("work", "ended")),
    Column("sustainable_pct", _("Aandeel duurzaam"), "percent", of=("sustainable_work", "ended")),
)
COUNTED = tuple(column.name for column in COLUMNS if column.type == "count")


WORK = _(
    "Werk: minstens één baan ({work_kinds}) die begon na de start van het duo en binnen "
    "{outflow_horizon_months} maanden na het einde."
)
SUSTAINABLE = _(
    "Duurzaam werk: een contract van onbepaalde duur dat niet binnen {sustainable_months} maanden "
    "eindigde, of {sustainable_months} maanden werk zonder onderbreking van meer dan "
    "{spell_gap_days} dagen."
)
PARAMETERS = _("Deze aantallen maanden en dagen zijn parameters van de oproep.")
TEXT = (
    _("Noemer: begeleidingen die tot en met de peildatum eindigden."),
    WORK,
    SUSTAINABLE,
    _(
        "Werk, stage of IBO, opleiding, andere, geen en nog niet gekend sluiten elkaar uit; de "
        "eerste die geldt, telt. In observatie: nog geen duurzaam werk, terwijl de termijn van "
        "{outflow_horizon_months} maanden loopt."
    ),
    PARAMETERS,
)
# What the measures of outflow count, where a table counts one of them.
ENDED = _("Geteld zijn alleen begeleidingen die tot en met de peildatum eindigden.")
OF_MEASURES = {
    "work": (ENDED, WORK, PARAMETERS),
    "sustainable_work": (ENDED, WORK, SUSTAINABLE, PARAMETERS),
}
in_words = lazy(lambda labels: ", ".join(map(str, labels)), str)
in_a_row = lazy(lambda sentences: " ".join(map(str, sentences)), str)


def text_with(terms: Sequence[Call | OutflowDefinition], sentences: Sequence[Any] = TEXT) -> Text:
    """The definition in words, with every number that counts: `3/6` where calls differ."""
    numbers = {name: sorted({getattr(one, name) for one in terms}) for name in TERMS}
    told = {name: "/".join(map(str, found)) for name, found in numbers.items()}
    told["work_kinds"] = in_words([kind.label for kind in WORK_KINDS])
    return in_a_row([format_lazy(one, **told) for one in sentences])


def terms_of(selection: Selection) -> Sequence[Call | OutflowDefinition]:
    """The numbers of the calls that a selection is about; of none, those a call begins with."""
    return [selection.numbers.get(call.pk, call) for call in selection.calls] or [Call()]


def definition_of(selection: Selection) -> Definition:
    """The version in use, with the numbers of the calls that the selection is about."""
    return Definition(OUTFLOW.code, selection.outflow_version, text_with(terms_of(selection)))


def definition_of_measure(measure: str, selection: Selection) -> Definition:
    """The same for a table that counts one measure of outflow."""
    text = text_with(terms_of(selection), OF_MEASURES[measure])
    return Definition(OUTFLOW.code, selection.outflow_version, text)


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
        definition=definition_of(selection),
    )


OUTFLOW = Report(
    "outflow",
    _("Uitstroom per project"),
    1,
    text_with([Call()]),
    COLUMNS,
    _outflow,
    place=placed("project"),
)
