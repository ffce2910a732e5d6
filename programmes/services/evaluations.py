"""Every change to an evaluation sheet: who may, under which rules, on the record.

All take the acting user as `by` and raise PermissionDenied for who never may. Sheets stand on a
calendar: what is none of its rounds is refused as `not_a_round`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from m2w import notation, periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.corrections import Outdated, remember
from m2w.form_fields import tidy
from m2w.refusals import Refused, require_choice, require_text, save
from m2w.workflow import NOTHING, in_reach, locked
from programmes.choices import EvaluationKind, EvaluationStatus, Verdict
from programmes.evaluating import (
    COMMENTING_ROLES,
    HIGHEST,
    LOWEST,
    OF_PROJECTS,
    Judged,
    Lack,
    lacks,
    may_comment,
    opens_on,
)
from programmes.evaluation_rounds import Round, round_of
from programmes.evaluation_texts import LACK_TEXTS, criterion_text
from programmes.models import (
    Evaluation,
    EvaluationScore,
    Meeting,
    Project,
    SheetChange,
    SheetComment,
)
from programmes.services.meetings import meeting_of, require_held
from programmes.sheet_steps import SHEET_STEPS
from programmes.sheets import criteria_of, judged, written

LONGEST_REASON = 500
# The values of a draft, as their columns in the package and in the database.
IN_DRAFT = {"score": "draft_score", "verdict": "draft_verdict"}
TEXTS = ("conclusion", "score_reason")
Values = Mapping[str, Any]


@transaction.atomic
def begin_sheet(on_round: Round, track: str, *, by: User, code: str = "") -> Evaluation:
    """Begin the sheet of a track, with the criteria in force on the last day of its period.

    Raises Refused: not_begun for a period still to come, already_there.
    """
    sheet = Evaluation(**on_round.fields, track=track, status=NOTHING)
    sheet.code = code or sheet.code
    step = SHEET_STEPS.check(sheet, "begin", by)
    if not on_round.has_begun:
        raise Refused("not_begun", _("Deze periode is nog niet begonnen."))
    sheet.meeting, sheet.status = meeting_of(on_round), step.target
    remember(sheet, by)
    save(sheet)
    if not in_reach(sheet, by):
        raise PermissionDenied
    ensure_scores(sheet)
    note(sheet, "begin", NOTHING, by=by)
    return sheet


def ensure_scores(sheet: Evaluation) -> None:
    """A line for each criterion of the sheet, those of a loaded one too: from then on fixed."""
    if not sheet.scores.exists():
        EvaluationScore.objects.bulk_create(
            EvaluationScore(sheet=sheet, criterion=criterion) for criterion in criteria_of(sheet)
        )


@transaction.atomic
def write_sheet(sheet: Evaluation, values: Values, *, by: User, version: int) -> Evaluation:
    """Keep what was filled in on a draft; what is not named stays.

    `values`: score, verdict, conclusion, score_reason, and `scores`, a `Judged` per criterion.
    Raises ValidationError at these names; Outdated unless `version` is the sheet's own;
    Refused(not_now) for a sheet that is final.
    """
    found = begin(sheet, "write", by=by)
    checked = check(found, values)
    if found.version != version:
        raise Outdated(found.version, {}, changed_by_others(found, checked))
    ensure_scores(found)
    for name, value in checked.items():
        if name != "scores":
            setattr(found, IN_DRAFT.get(name, name), value)
    for one in checked.get("scores", ()):
        lines = found.scores.filter(criterion__code=one.criterion)
        lines.update(score=one.score, comment=one.comment)
    remember(found, by)
    save(found)
    record(SHEET_STEPS["write"].event, by=by, about=found)
    return found


def begin(sheet: Evaluation, name: str, *, by: User) -> Evaluation:
    """The sheet as it is now, held for a step that this user may take.

    Who writes other sheets, or reads this one only, raises PermissionDenied.
    """
    found = locked(Evaluation.objects.editable_by(by), sheet)
    SHEET_STEPS.check(found, name, by)
    return found


def check(sheet: Evaluation, values: Values) -> dict[str, Any]:
    """The values of a draft, tidied. Raises ValidationError at their names."""
    checked = dict(values)
    for name in set(TEXTS) & set(checked):
        checked[name] = tidy(checked[name] or "")
    if "score" in checked:
        checked["score"] = require_score(checked["score"], "score")
    if "verdict" in checked:
        checked["verdict"] = require_verdict(sheet, checked["verdict"] or "")
    if "scores" in checked:
        checked["scores"] = require_scores(sheet, checked["scores"])
    return checked


def require_score(score: int | None, name: str) -> int | None:
    if score is not None and not LOWEST <= score <= HIGHEST:
        raise ValidationError({name: [_("Een score is 1, 2, 3 of 4.")]})
    return score


def require_verdict(sheet: Evaluation, verdict: str) -> str:
    if verdict and sheet.kind not in OF_PROJECTS:
        message = _("Een tweemaandelijkse evaluatie heeft geen oordeel.")
        raise ValidationError({"verdict": [message]})
    return require_choice(verdict, ["", *Verdict.values], "verdict")


def require_scores(sheet: Evaluation, scores: Sequence[Judged]) -> list[Judged]:
    known = {criterion.code for criterion in criteria_of(sheet)}
    if unknown := {one.criterion for one in scores} - known:
        message = _("Dit criterium staat niet op het blad: %(codes)s.")
        raise ValidationError({"scores": [message % {"codes": ", ".join(sorted(unknown))}]})
    return [
        Judged(one.criterion, require_score(one.score, "scores"), tidy(one.comment or ""))
        for one in scores
    ]


def changed_by_others(sheet: Evaluation, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """What the sheet says now, where that is not what someone wanted to save."""
    now = {name: getattr(sheet, IN_DRAFT.get(name, name)) for name in wanted if name != "scores"}
    found = {name: value for name, value in now.items() if value != wanted[name]}
    said = {one.criterion: one for one in judged(sheet)}
    for one in wanted.get("scores", ()):
        if said[one.criterion] != one:
            found[f"scores.{one.criterion}"] = said[one.criterion]
    return found


@transaction.atomic
def finalise_sheet(
    sheet: Evaluation,
    *,
    by: User,
    figures: Mapping[str, Any],
    held_on: date | None = None,
) -> Evaluation:
    """Make a draft final, with the figures it was judged on; they stay as they are now.

    `held_on` is that of the meeting unless said, and becomes the meeting's when it had none.
    Raises ValidationError for a day in the future, before the period, or missing; Refused:
    not_now, and the code of the first thing that is missing (`evaluating.lacks`).
    """
    found = begin(sheet, "finalise", by=by)
    on_round = round_of(found)
    # Held: its minutes may be written at this moment.
    meeting = locked(Meeting.objects.all(), found.meeting or meeting_of(on_round))
    day = held_on or meeting.held_on
    if day is None:
        raise ValidationError({"held_on": [_("Vul in wanneer de evaluatie gehouden is.")]})
    require_held(on_round, day)
    draft = written(found)
    for lack in lacks(draft):
        raise Refused(lack.code, lack_text(found, lack))
    ensure_scores(found)
    found.meeting, found.held_on, found.figures = meeting, day, dict(figures)
    found.score, found.verdict = draft.overall, draft.verdict
    found.draft_score, found.draft_verdict = None, ""
    if meeting.held_on is None:
        meeting.held_on = day
        remember(meeting, by)
        save(meeting)
    return take(found, "finalise", by=by, kept=as_kept(found))


def lack_text(sheet: Evaluation, lack: Lack) -> str:
    """What is missing, in a sentence."""
    named = {one.code: criterion_text(one) for one in criteria_of(sheet)}
    return str(LACK_TEXTS[lack.code]) % {"criterion": named.get(lack.criterion, "")}


def as_kept(sheet: Evaluation) -> dict[str, Any]:
    """What a final sheet says, for its ledger: it stays there when the sheet is reopened."""
    return {
        "held_on": sheet.held_on.isoformat() if sheet.held_on else None,
        "score": sheet.score,
        "score_reason": sheet.score_reason,
        "verdict": sheet.verdict,
        "conclusion": sheet.conclusion,
        "scores": [asdict(one) for one in judged(sheet)],
        "figures": sheet.figures,
    }


@transaction.atomic
def reopen_sheet(sheet: Evaluation, *, by: User, reason: str) -> Evaluation:
    """Make a final sheet a draft again, for a reason. What it said stays in its ledger.

    Raises ValidationError without a reason; Refused: not_now, and extension_decided for the
    final evaluation that an extension stands on.
    """
    found = begin(sheet, "reopen", by=by)
    why = require_text(reason, "reason", LONGEST_REASON)
    require_no_extension(found)
    kept = as_kept(found)
    found.draft_score, found.draft_verdict = found.score, found.verdict
    found.held_on, found.score, found.verdict, found.figures = None, None, "", {}
    return take(found, "reopen", by=by, reason=why, kept=kept)


def require_no_extension(sheet: Evaluation) -> None:
    if sheet.kind != EvaluationKind.FINAL or sheet.project is None:
        return
    if Project.objects.filter(pk=sheet.project.pk, extension__isnull=False).exists():
        message = _("Op deze eindevaluatie steunt een verlenging: ze blijft zoals ze is.")
        raise Refused("extension_decided", message)


def take(
    sheet: Evaluation,
    name: str,
    *,
    by: User,
    reason: str = "",
    kept: Mapping[str, Any] | None = None,
) -> Evaluation:
    """Take a step that was begun: the new state, its line in the ledger and on the record."""
    source = sheet.status
    sheet.status = SHEET_STEPS[name].target
    remember(sheet, by)
    save(sheet)
    note(sheet, name, source, by=by, reason=reason, kept=kept)
    return sheet


def note(
    sheet: Evaluation,
    name: str,
    source: str,
    *,
    by: User,
    reason: str = "",
    kept: Mapping[str, Any] | None = None,
) -> None:
    SheetChange.objects.create(
        sheet=sheet,
        name=name,
        source=source,
        target=sheet.status,
        on=periods.today(),
        by=by,
        reason=reason,
        kept=dict(kept or {}),
    )
    record(SHEET_STEPS[name].event, by=by, about=sheet)


@transaction.atomic
def comment_sheet(on_round: Round, track: str, *, by: User, text: str) -> SheetComment:
    """Keep what the promoter says of a sheet of an own project, also before it is begun.

    Raises ValidationError without a text; Refused: not_open_yet, and already_final.
    """
    require_role(by, COMMENTING_ROLES)
    project = on_round.scope.project
    if project is None or not Project.objects.visible_to(by).filter(pk=project.pk).exists():
        raise PermissionDenied
    meeting = meeting_of(on_round)
    # Held, so that nobody makes it final meanwhile.
    sheet = on_round.sheets().filter(track=track).select_for_update(of=("self",)).first()
    require_open(on_round, sheet.status if sheet else NOTHING)
    said = require_text(text, "text")
    comment = SheetComment.objects.create(
        meeting=meeting, track=track, text=said, by=by, on=periods.today()
    )
    record("evaluation.commented", by=by, about=meeting, details={"track": track})
    return comment


def require_open(on_round: Round, status: str) -> None:
    """Raises Refused unless the promoter may comment today."""
    if status == EvaluationStatus.FINAL:
        raise Refused("already_final", _("Dit blad is definitief: reageren kan niet meer."))
    if not may_comment(on_round.due_on, status, periods.today()):
        told = {"day": notation.day(opens_on(on_round.due_on))}
        raise Refused("not_open_yet", _("Dit blad staat open vanaf %(day)s.") % told)
