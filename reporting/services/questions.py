"""Registering a written question, and the steps that its answer takes."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from m2w import notation, periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import User
from m2w.corrections import remember
from m2w.form_fields import FIRST_DAY, LAST_DAY, OUT_OF_RANGE
from m2w.refusals import Refused, require_text, save
from programmes.models import Call
from reporting import deadlines
from reporting.choices import QuestionState
from reporting.desk import analysts, unexplained
from reporting.models import AnswerPart, SubQuestion, WrittenQuestion
from reporting.pasting import short_title
from reporting.services.freezing import freeze
from reporting.services.question_steps import begin, take
from reporting.transitions import ANALYST

MOST_WORDS = 2000
MOST_SUB_QUESTIONS = 60
HEAD = {
    "number": None,
    "member": 200,
    "minister": 200,
    "minister_title": None,
    "asked_on": None,
    "subject": 300,
    "introduction": None,
    "call_reference": 60,
}
REQUIRED = ("member", "minister", "subject")


@transaction.atomic
def register(
    values: Mapping[str, Any], sub_questions: Sequence[Mapping[str, str]], *, by: User
) -> WrittenQuestion:
    """A written question with its sub-questions, each in a part of its own.

    `values` are the fields of its header and `text`, as it was pasted; a sub-question has a
    `text`, and a `label` and `title` where they are known. Its code is its number, with a suffix
    where that is taken. Raises PermissionDenied; ValidationError at a field, and at
    `sub_questions` when there are none or too many.
    """
    require_role(by, ANALYST)
    if not sub_questions:
        raise ValidationError({"sub_questions": [_("Een vraag heeft minstens één deelvraag.")]})
    if len(sub_questions) > MOST_SUB_QUESTIONS:
        message = _("Een vraag heeft hoogstens %(most)s deelvragen.") % {"most": MOST_SUB_QUESTIONS}
        raise ValidationError({"sub_questions": [message]})
    question = WrittenQuestion(text=values.get("text", ""))
    _set_head(question, values)
    question.code = free_code(question.number)
    remember(question, by)
    save(question)
    for place, sub in enumerate(sub_questions, start=1):
        add_sub_question(question, place, sub)
    return take(question, "register", by=by, details={"sub_questions": len(sub_questions)})


def free_code(number: int) -> str:
    """The number, or `479-2` when an earlier question has it."""
    begun = WrittenQuestion.objects.filter(code__startswith=str(number))
    taken = set(begun.values_list("code", flat=True))
    place, code = 1, str(number)
    while code in taken:
        place += 1
        code = f"{number}-{place}"
    return code


def add_sub_question(question: WrittenQuestion, place: int, sub: Mapping[str, str]) -> SubQuestion:
    text = require_text(sub["text"], "sub_questions")
    label = sub.get("label", "").strip()
    title = sub.get("title", "").strip() or short_title(text)
    part = AnswerPart.objects.create(question=question, position=place)
    row = SubQuestion(
        question=question,
        part=part,
        number=place,
        # What is named by its place needs no other name.
        label="" if label == str(place) else label,
        title=title[: SubQuestion._meta.get_field("title").max_length],
        text=text,
    )
    save(row)
    return row


@transaction.atomic
def correct(question: WrittenQuestion, values: Mapping[str, Any], *, by: User) -> WrittenQuestion:
    """Change the header of a question that is being composed. Raises as `register` does, and
    Refused(not_now)."""
    found = begin(question, "compose", by=by)
    _set_head(found, values)
    return take(found, "compose", by=by, details={"changed": "question"})


def _set_head(question: WrittenQuestion, values: Mapping[str, Any]) -> None:
    for name, most in HEAD.items():
        if name not in values:
            continue
        value = values[name]
        if name in REQUIRED:
            value = require_text(value or "", name, most)
        elif most and len(value) > most:
            message = _("Gebruik hoogstens %(max)s tekens.") % {"max": most}
            raise ValidationError({name: [message]})
        if name == "call_reference" and value != question.call_reference:
            _require_call(value)
        setattr(question, name, value)
    _require_asked(question.asked_on)


def _require_call(reference: str) -> None:
    """Without its call an answer would count those of all."""
    if reference and not Call.objects.filter(reference=reference).exists():
        raise ValidationError({"call_reference": [_("Deze oproep is hier niet gekend.")]})


def _require_asked(day: date | None) -> None:
    if day is None:
        raise ValidationError({"asked_on": [_("Vul dit in.")]})
    require_in_range(day, "asked_on")
    if day > periods.today():
        raise ValidationError({"asked_on": [_("Deze dag ligt in de toekomst.")]})


def require_in_range(day: date, field: str) -> None:
    """A day of the years that forms take, however it comes in. Raises ValidationError."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValidationError({field: [OUT_OF_RANGE]})


@transaction.atomic
def assign(
    question: WrittenQuestion, *, by: User, assigned_to: User | None = None, note: str = ""
) -> WrittenQuestion:
    """Give the question to a colleague to compose, or take it oneself."""
    found = begin(question, "assign", by=by)
    found.assigned_to = require_analyst(assigned_to or by)
    return take(found, "assign", by=by, note=note)


def require_analyst(user: User, field: str = "assigned_to") -> User:
    """Someone who composes answers. Raises ValidationError at the field."""
    if not analysts().filter(pk=user.pk).exists():
        raise ValidationError({field: [_("Kies een beleidsmedewerker.")]})
    return user


@transaction.atomic
def hand_in(question: WrittenQuestion, *, by: User, note: str = "") -> WrittenQuestion:
    """Give the answer to a second person to read; its day is set from then on.

    Raises Refused: not_now, not_ready while a sub-question is not, differs while a typed figure
    differs without a reason.
    """
    found = begin(question, "hand_in", by=by)
    waiting = [sub.name for sub in found.sub_questions.filter(is_ready=False)]
    if waiting:
        message = _("Nog niet klaar: deelvraag %(names)s.")
        raise Refused("not_ready", message % {"names": ", ".join(waiting)})
    found.figures_on = found.figures_on or periods.today()
    if differing := unexplained(found, by):
        message = _("Een getypt cijfer wijkt af in deelvraag %(names)s.")
        raise Refused("differs", message % {"names": ", ".join(differing)})
    return take(found, "hand_in", by=by, note=note)


@transaction.atomic
def send_back(question: WrittenQuestion, *, by: User, note: str) -> WrittenQuestion:
    """Back to composing, with the reason. Raises ValidationError without one."""
    found = begin(question, "send_back", by=by)
    return take(found, "send_back", by=by, note=require_text(note, "note", MOST_WORDS))


@transaction.atomic
def sign_off(question: WrittenQuestion, *, by: User, note: str = "") -> WrittenQuestion:
    """Approve an answer that somebody else composed. Raises PermissionDenied for who is assigned
    to it or handed it in."""
    return take(begin(question, "sign_off", by=by), "sign_off", by=by, note=note)


@transaction.atomic
def deliver(question: WrittenQuestion, *, by: User, note: str = "") -> WrittenQuestion:
    """Give the answer to the cabinet."""
    return take(begin(question, "deliver", by=by), "deliver", by=by, note=note)


@transaction.atomic
def send(question: WrittenQuestion, *, by: User, note: str = "") -> WrittenQuestion:
    """Send it to the member: the answer is frozen as it is, for good."""
    found = begin(question, "send", by=by)
    found.sent_on = periods.today()
    freeze(found, as_of=found.figures_on or periods.today(), by=by)
    return take(found, "send", by=by, note=note)


@transaction.atomic
def publish(question: WrittenQuestion, *, by: User, note: str = "") -> WrittenQuestion:
    """Make known that the answer is public. Raises Refused: under_embargo while only the
    questioner has it."""
    found = begin(question, "publish", by=by)
    until = deadlines.embargo_ends(found.sent_on or periods.today())
    if periods.today() <= until:
        message = _("Tot en met %(day)s heeft alleen de vraagsteller het antwoord.")
        raise Refused("under_embargo", message % {"day": notation.day(until)})
    found.published_on = periods.today()
    return take(found, "publish", by=by, note=note)


def same_question(number: int, asked_on: date) -> WrittenQuestion | None:
    """A question that is there already with this number and this day."""
    return WrittenQuestion.objects.filter(number=number, asked_on=asked_on).first()


def is_open(question: WrittenQuestion) -> bool:
    """Whether its answer is still being composed."""
    return question.state in {QuestionState.RECEIVED, QuestionState.ASSIGNED}
