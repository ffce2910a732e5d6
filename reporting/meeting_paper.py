"""The agenda of a meeting as a DOCX, or its minutes once there are any: words from a template that
can be edited in Word. Written in Dutch, whoever asks for it.
"""

import io
from pathlib import Path
from typing import Any

from django.utils import translation

from m2w import notation, periods
from m2w.accounts.acting import acts_as
from m2w.accounts.models import User
from programmes.access import COUNTS_PEOPLE
from programmes.agreed import actions_of, is_of
from programmes.choices import EvaluationStatus
from programmes.evaluation_rounds import Round
from programmes.evaluation_texts import period_text, round_title
from programmes.models import AgreedAction, Meeting
from reporting.action_table import state_of
from reporting.period_figures import PeriodFigures, figures_of
from reporting.release import NOT_FOR_OTHERS
from reporting.round_pages import TrackView, track_views

TEMPLATE = Path(__file__).with_name("data") / "meeting.docx"


def paper_of(on_round: Round, meeting: Meeting | None, reader: User) -> bytes:
    """The bytes of the DOCX, with the figures that the reader may know."""
    from docxtpl import DocxTemplate

    document = DocxTemplate(TEMPLATE)
    with translation.override("nl-be"):
        document.render(context(on_round, meeting, reader), autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def context(on_round: Round, meeting: Meeting | None, reader: User) -> dict[str, Any]:
    """The words of the paper."""
    figures = figures_of(on_round) if acts_as(reader, COUNTS_PEOPLE) else None
    minutes = meeting.minutes.strip() if meeting else ""
    return {
        "marking": str(NOT_FOR_OTHERS),
        "footer": round_title(on_round),
        "title": round_title(on_round),
        "period": f"Periode: {period_text(on_round.period)}",
        "moment": moment_of(on_round, meeting),
        "place": meeting.place if meeting else "",
        "figures_caption": caption_of(figures),
        "tracks": [as_track(one) for one in track_views(on_round, meeting, figures, reader)],
        "actions": [as_action(action, on_round) for action in actions_of(on_round)],
        "minutes": minutes.splitlines(),
    }


def moment_of(on_round: Round, meeting: Meeting | None) -> str:
    """When it was held, else when it is planned, else by when it is expected."""
    if meeting and meeting.held_on:
        return f"Gehouden op {notation.day(meeting.held_on)}"
    if meeting and meeting.planned_on:
        at = f", {meeting.planned_at:%H.%M} uur" if meeting.planned_at else ""
        return f"Gepland op {notation.day(meeting.planned_on)}{at}"
    return f"Verwacht op {notation.day(on_round.due_on)}, nog niet gepland"


def caption_of(figures: PeriodFigures | None) -> str:
    if figures is None:
        return ""
    return f"Cijfers van {notation.day(figures.since)} tot en met {notation.day(figures.as_of)}"


def as_track(one: TrackView) -> dict[str, Any]:
    sheet = one.sheet
    final = sheet is not None and sheet.status == EvaluationStatus.FINAL
    score = f", score {sheet.score} op 4" if sheet and sheet.score else ""
    return {
        "label": one.label,
        "status": f"Stand: {one.mark.label}{score}",
        "figures": [{"label": label, "value": notation.number(n)} for label, n in one.figures],
        "comments": [
            {"on": notation.day(comment.on), "text": comment.text} for comment in one.comments
        ],
        "conclusion": sheet.conclusion if sheet and final else "",
    }


def as_action(action: AgreedAction, on_round: Round) -> dict[str, str]:
    own = is_of(action, on_round)
    return {
        "text": action.text,
        "since": "deze ronde" if own else notation.day(action.meeting.period_start),
        "who": action.whose,
        "due_on": notation.day(action.due_on),
        "state": str(state_of(action, periods.today()).label),
    }
