"""The two goals of question 479 beside work: stronger mentors, and employers who include."""

from django.utils.translation import gettext_lazy as _

from reporting import goals
from reporting.reports.base import PROJECT, Body, Report
from reporting.reports.names import project_names
from reporting.selection import Selection
from reporting.tables import Column, placed, total_of

COLUMNS = (
    PROJECT,
    Column("mentors_measured", _("Mentoren gemeten")),
    Column("mentors_grown", _("Waarvan sterker")),
    Column("employers", _("Aanwervingen")),
    Column("employers_measured", _("Waarvan gemeten")),
    Column("employers_would_again", _("Zou opnieuw aanwerven")),
)


def _goals(selection: Selection) -> Body:
    counts = goals.goals_per_project(selection)
    rows = [{"project": code, **counted} for code, counted in counts.items()]
    total = total_of(COLUMNS, rows)
    return Body(rows, total, {"project": project_names(selection)})


GOALS = Report(
    "goals",
    _("Sterkere mentoren en inclusieve werkgevers"),
    1,
    _(
        "Mentoren gemeten: duo’s waarvan de mentor tot en met de peildatum zowel bij de start als "
        "op het einde drie vragen beantwoordde over kennis, inzicht en expertise, op een schaal "
        "van 1 tot 5. Sterker: het gemiddelde op het einde ligt hoger dan bij de start. "
        "Aanwervingen: werk in loondienst of uitzendarbeid dat meetelt als uitstroom en na drie "
        "maanden nog liep; wie twee mensen aanwierf, telt twee keer. Gemeten: de werkgever "
        "beantwoordde daarna twee vragen. Zou opnieuw aanwerven: antwoordde daarop “ja”."
    ),
    COLUMNS,
    _goals,
    place=placed("project"),
)
