"""Composing the answer to a written question: texts, tables, parts, and figures typed by hand."""

from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from m2w.accounts.models import User
from m2w.refusals import Refused, require_text
from reporting.choices import AnswerKind
from reporting.desk import day_of, offered_for, require_known_fields
from reporting.models import (
    AnswerPart,
    AnswerTable,
    RuleText,
    SubQuestion,
    TypedFigure,
    WrittenQuestion,
)
from reporting.services.question_steps import begin, take
from reporting.services.questions import require_analyst, require_in_range
from reporting.table_choice import require_table
from reporting.text_fields import require_known
from reporting.typed_figures import as_typed, replaced

MOST_TEXT = 50_000
# Which field an answer of each kind cannot do without, one of several.
NEEDED = {
    AnswerKind.FIGURES: (),
    AnswerKind.REFERENCE: ("refers_to", "reference"),
    AnswerKind.UNAVAILABLE: ("why_unavailable",),
    AnswerKind.OTHER_MINISTER: ("other_minister",),
}
COMPOSED = (
    *("title", "kind", "answer", "rule_text", "refers_to", "reference", "other_minister"),
    *("why_unavailable", "assigned_to", "is_ready"),
)
TAKEN_OVER = ("kind", "answer", "rule_text", "reference", "other_minister", "why_unavailable")


def held(sub: SubQuestion, *, by: User) -> SubQuestion:
    """The sub-question as it is now, with its question held. Raises as `begin` does."""
    question = begin(sub.question, "compose", by=by)
    now: SubQuestion = question.sub_questions.get(pk=sub.pk)
    now.question = question
    return now


def changed(sub: SubQuestion, what: str, *, by: User) -> SubQuestion:
    take(sub.question, "compose", by=by, details={"changed": what, "sub_question": sub.number})
    return sub


def _changed_meanwhile() -> Refused:
    return Refused("changed_meanwhile", _("Iemand anders heeft dit intussen gewijzigd."))


def seen(sub: SubQuestion) -> str:
    """A mark that is another one once somebody changed what the sub-question says."""
    said = [str(getattr(sub, sub._meta.get_field(name).attname)) for name in COMPOSED]  # type: ignore[union-attr]
    return sha256("\x1f".join(said).encode()).hexdigest()[:16]


@transaction.atomic
def set_day(question: WrittenQuestion, day: date, *, by: User) -> WrittenQuestion:
    """The day of all figures of an answer that is being composed. Raises ValidationError for one
    outside the years that forms take."""
    require_in_range(day, "day")
    found = begin(question, "compose", by=by)
    found.figures_on = day
    return take(found, "compose", by=by, details={"figures_on": day.isoformat()})


@transaction.atomic
def write_sub_answer(
    sub: SubQuestion, values: Mapping[str, Any], *, by: User, read: str = ""
) -> SubQuestion:
    """Write how a sub-question is answered. `read` is the mark (`seen`) of what was read before.

    Raises ValidationError at a field: an answer of its kind that says nothing, a figure that
    nobody computes, a rule that does not exist; Refused: not_now, changed_meanwhile.
    """
    now = held(sub, by=by)
    if read and read != seen(now):
        raise _changed_meanwhile()
    for name in COMPOSED:
        if name in values:
            setattr(now, name, values[name])
    _check(now)
    now.save()
    return changed(now, "answer", by=by)


def _check(sub: SubQuestion) -> None:
    sub.title = require_text(sub.title, "title", 120)
    if sub.kind not in AnswerKind.values:
        raise ValidationError({"kind": [_("Kies uit de lijst.")]})
    needed = NEEDED[AnswerKind(sub.kind)]
    if needed and not any(getattr(sub, name) for name in needed):
        raise ValidationError({needed[-1]: [_("Vul dit in.")]})
    if sub.refers_to_id and sub.refers_to_id == sub.question_id:
        raise ValidationError({"refers_to": [_("Een vraag verwijst niet naar zichzelf.")]})
    if sub.rule_text and not RuleText.objects.filter(code=sub.rule_text).exists():
        raise ValidationError({"rule_text": [_("Kies uit de lijst.")]})
    if sub.assigned_to:
        require_analyst(sub.assigned_to)
    _check_text(sub)


def _check_text(sub: SubQuestion) -> None:
    if len(sub.answer) > MOST_TEXT:
        message = _("Gebruik hoogstens %(max)s tekens.") % {"max": MOST_TEXT}
        raise ValidationError({"answer": [message]})
    require_known_fields(sub)


# Tables -----------------------------------------------------------------------------------------


@transaction.atomic
def add_table(
    sub: SubQuestion,
    *,
    by: User,
    report: str,
    title: str = "",
    options: Mapping[str, str] | None = None,
) -> AnswerTable:
    """Put a table under a sub-question, after those there are.

    Raises ValidationError at `report` for one that does not exist, and at `options` for choices
    it does not have, or that are not those of the day of the answer.
    """
    now = held(sub, by=by)
    kept = require_table(report, options or {}, by=by, as_of=day_of(now.question))
    last = now.tables.aggregate(last=Max("position"))["last"] or 0
    table = AnswerTable(
        sub_question=now, position=last + 1, report=report, title=title, options=kept
    )
    table.clean_fields(exclude=["sub_question", "position", "report", "options"])
    table.save()
    changed(now, "table", by=by)
    return table


@transaction.atomic
def change_table(table: AnswerTable, *, by: User, title: str, first: bool = False) -> AnswerTable:
    """Another title, or before the tables it stood after.

    Raises ValidationError at `title` for one that is too long; Refused: changed_meanwhile for a
    table that somebody took away.
    """
    now = held(table.sub_question, by=by)
    if not now.tables.filter(pk=table.pk).exists():
        raise _changed_meanwhile()
    table.title = title
    table.clean_fields(exclude=["sub_question", "position", "report", "options"])
    table.save(update_fields=["title"])
    if first:
        _put_in_order([table, *now.tables.exclude(pk=table.pk)])
    changed(now, "table", by=by)
    return table


@transaction.atomic
def remove_table(table: AnswerTable, *, by: User) -> SubQuestion:
    """Raises ValidationError while the text names one of its figures."""
    now = held(table.sub_question, by=by)
    table.delete()
    _put_in_order(now.tables.all())
    require_known_fields(now)
    return changed(now, "table", by=by)


def _put_in_order(ordered: Iterable[AnswerTable | AnswerPart]) -> None:
    """Number them from 1; two never stand in one place, not even in between."""
    rows = list(ordered)
    beyond = max([len(rows), *(row.position for row in rows)], default=0)
    for shift in (beyond, 0):
        for place, row in enumerate(rows, start=1):
            row.position = place + shift
            row.save(update_fields=["position"])


# Parts ------------------------------------------------------------------------------------------


@transaction.atomic
def group(
    question: WrittenQuestion, numbers: Iterable[int], *, by: User, text: str = ""
) -> AnswerPart:
    """Answer these sub-questions together, under one heading with a common text.

    Raises ValidationError for fewer than two of them, and for figures in the text but the day.
    """
    found = begin(question, "compose", by=by)
    subs = list(found.sub_questions.filter(number__in=set(numbers)))
    if len(subs) <= 1:
        raise ValidationError({"numbers": [_("Kies minstens twee deelvragen.")]})
    require_fields_of_part(text)
    part = subs[0].part
    for sub in subs[1:]:
        sub.part = part
        sub.save(update_fields=["part"])
    part.text = text
    part.save(update_fields=["text"])
    _arrange(found)
    take(found, "compose", by=by, details={"grouped": [sub.number for sub in subs]})
    return part


@transaction.atomic
def ungroup(part: AnswerPart, *, by: User) -> WrittenQuestion:
    """Answer each of its sub-questions by itself again; their common text goes.

    Raises Refused: changed_meanwhile for a part that somebody grouped with others.
    """
    part = _held_part(part, by=by)
    found = part.question
    for sub in list(part.sub_questions.all())[1:]:
        last = found.parts.aggregate(last=Max("position"))["last"]
        sub.part = AnswerPart.objects.create(question=found, position=last + 1)
        sub.save(update_fields=["part"])
    part.text = ""
    part.save(update_fields=["text"])
    _arrange(found)
    return take(found, "compose", by=by, details={"ungrouped": part.position})


@transaction.atomic
def write_part(part: AnswerPart, *, by: User, text: str) -> AnswerPart:
    """The text that a part begins with. Raises ValidationError for an unknown figure; Refused:
    changed_meanwhile for a part that somebody grouped with others."""
    part = _held_part(part, by=by)
    require_fields_of_part(text)
    part.text = text
    part.save(update_fields=["text"])
    take(part.question, "compose", by=by, details={"changed": "part"})
    return part


def _held_part(part: AnswerPart, *, by: User) -> AnswerPart:
    """The part as it is now, with its question held. Raises as `begin` does."""
    question = begin(part.question, "compose", by=by)
    now: AnswerPart | None = question.parts.filter(pk=part.pk).first()
    if now is None:
        raise _changed_meanwhile()
    now.question = question
    return now


def require_fields_of_part(text: str) -> None:
    require_known(text, ["as_of"], "text")


def _arrange(question: WrittenQuestion) -> None:
    """Parts in the order of their first sub-question; those without one go."""
    question.parts.filter(sub_questions=None).delete()
    parts = sorted(
        question.parts.prefetch_related("sub_questions"),
        key=lambda part: min(sub.number for sub in part.sub_questions.all()),
    )
    _put_in_order(parts)


# Taken over -------------------------------------------------------------------------------------


@transaction.atomic
def take_over_composition(
    question: WrittenQuestion, sources: Mapping[int, SubQuestion], *, by: User
) -> WrittenQuestion:
    """Answer sub-questions, by number, as earlier ones were: kind, text, rule and tables.

    What stood there is replaced; none of them is ready by that.
    """
    found = begin(question, "compose", by=by)
    for sub in found.sub_questions.filter(number__in=sources):
        source = sources[sub.number]
        for name in TAKEN_OVER:
            setattr(sub, name, getattr(source, name))
        sub.refers_to = source.refers_to
        sub.title, sub.is_ready = source.title, False
        sub.save()
        sub.tables.all().delete()
        AnswerTable.objects.bulk_create(
            AnswerTable(
                sub_question=sub,
                position=table.position,
                report=table.report,
                title=table.title,
                options=table.options,
            )
            for table in source.tables.all()
        )
    if found.call_reference == "" and sources:
        found.call_reference = next(iter(sources.values())).question.call_reference
    return take(found, "compose", by=by, details={"taken_over": sorted(sources)})


# Typed figures ----------------------------------------------------------------------------------


@transaction.atomic
def take_over_figure(sub: SubQuestion, *, by: User, typed: str, computed: str) -> SubQuestion:
    """Put a computed figure in the place of a typed one, in the answer and in the common text that
    it begins. `computed` is what is offered for it: the field in braces, or the figure itself
    where no field says just that, as none does in a common text.

    Raises ValidationError at `typed` for a number that is not in the text, at `computed` for
    anything that is not offered for it (any more), at `answer` for a text that gets too long.
    """
    now = held(sub, by=by)
    texts = f"{now.answer}\n{now.part.text if begins_part(now) else ''}"
    if replaced(texts, typed, computed) == texts:
        raise ValidationError({"typed": [_("Dit cijfer staat niet in de tekst.")]})
    own, common = offered_for(now, typed, reader=by)
    if computed not in own | common:
        message = _("Dit is niet (meer) het berekende cijfer. Kijk opnieuw wat er nu staat.")
        raise ValidationError({"computed": [message]})
    if computed in own:
        now.answer = replaced(now.answer, typed, computed)
        _check_text(now)
        now.save(update_fields=["answer"])
    if computed in common:
        now.part.text = replaced(now.part.text, typed, computed)
        now.part.save(update_fields=["text"])
    now.typed_figures.filter(text=as_typed(typed)).delete()
    return changed(now, "figure", by=by)


def begins_part(sub: SubQuestion) -> bool:
    """Whether the common text of its part is looked after with it."""
    return not sub.part.sub_questions.filter(number__lt=sub.number).exists()


@transaction.atomic
def explain_figure(sub: SubQuestion, *, by: User, typed: str, reason: str) -> TypedFigure:
    """Leave a typed figure that differs, with the reason."""
    now = held(sub, by=by)
    text = as_typed(require_text(typed, "typed", 60))
    said = require_text(reason, "reason", 300)
    figure, _made = TypedFigure.objects.update_or_create(
        sub_question=now, text=text, defaults={"reason": said, "by": by}
    )
    changed(now, "figure", by=by)
    return figure
