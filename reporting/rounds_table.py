"""The two-monthly rounds of one project, as a table: how each track was scored and concluded."""

from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w.marks import Mark
from m2w.tables import Column, Table
from programmes.choices import Level, Track
from programmes.evaluation_addresses import round_url
from programmes.evaluation_texts import period_text
from programmes.models import Project
from reporting import rounds
from reporting.marks import ROUND_MARKS
from reporting.rounds import Round
from reporting.selection import Selection

Sheets = dict[str, Round]


def rounds_table(selection: Selection, project: Project) -> Table:
    """The last round first."""
    own = [
        one for one in rounds.bimonthly(selection) if one.scope == (Level.PROMOTER, project.code)
    ]
    by_period = sorted(own, key=lambda one: one.period.start, reverse=True)
    rows = [
        {one.track: one for one in of} for _start, of in groupby(by_period, lambda one: one.period)
    ]
    columns = [
        Column(gettext_lazy("Ronde"), title, url=lambda row: round_url(any_of(row))),
        *(Column(track.label.capitalize(), stands_in(track), "mark") for track in Track),
        Column(gettext_lazy("Besluit"), conclusion),
    ]
    return Table(_("Tweemaandelijkse rondes"), columns, rows)


def any_of(row: Sheets) -> Round:
    return next(iter(row.values()))


def title(row: Sheets) -> str:
    return period_text(any_of(row).period)


def stands_in(track: str) -> Any:
    """How a track stands, with its score."""

    def mark(row: Sheets) -> Mark:
        one = row[track]
        state = ROUND_MARKS[one.status]
        score = one.sheet.score if one.sheet else None
        if score is None:
            return state
        return Mark(_("%(score)s op 4") % {"score": score}, state.icon, state.tone)

    return mark


def conclusion(row: Sheets) -> str:
    found = (one.sheet.conclusion for one in row.values() if one.sheet)
    return " ".join(text for text in found if text)
