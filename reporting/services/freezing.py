"""Freezing an answer on the day it is sent, with what it was computed from."""

import secrets
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.refusals import Refused, require_choice, require_day, require_text
from m2w.version import code_version
from m2w.workflow import locked
from reporting import answers, documents, facts, frozen
from reporting.models import FrozenAnswer, FrozenFile, LaterText, WrittenQuestion
from reporting.release import smallest_shown
from reporting.series_facts import facts_behind

KEY_LENGTH = 32


@transaction.atomic
def freeze(question: WrittenQuestion, *, as_of: date, by: User) -> FrozenAnswer:
    """Keep the answer as it is sent: protected tables, texts, files, and the facts behind them.

    Raises PermissionDenied; ValidationError at `as_of` for a day that is still to come; Refused:
    already_frozen.
    """
    question = locked(WrittenQuestion.objects.editable_by(by), question)
    today = periods.today()
    if as_of > today:
        message = _("Kies een peildatum die voorbij is.")
        raise ValidationError({"as_of": ValidationError(message, "invalid_date")})
    if FrozenAnswer.objects.filter(question=question).exists():
        raise Refused("already_frozen", _("Dit antwoord is al verzonden en bewaard."))
    answer = answers.compose(question, as_of)
    key = secrets.token_bytes(KEY_LENGTH)
    selection = answers.selection_of(question, as_of)
    files = [
        (f"answer-{question.code}.{wanted}", documents.rendered(answer, wanted))
        for wanted in documents.FORMATS
    ]
    kept = FrozenAnswer(
        question=question,
        as_of=as_of,
        frozen_on=today,
        frozen_by=by,
        document=frozen.document_of(answer),
        facts=facts.packed(facts_behind(selection, key, answer.tables)),
        key=key,
        smallest_shown=smallest_shown(today),
        code_version=code_version(),
    )
    kept.checksum = frozen.checksum_of(kept, files)
    kept.save(force_insert=True)
    FrozenFile.objects.bulk_create(
        FrozenFile(answer=kept, name=name, content=content) for name, content in files
    )
    told = {"question": question.code, "checksum": kept.checksum}
    record("answer.frozen", by=by, about=question, details=told)
    return kept


LONGEST_REASON = 300


@transaction.atomic
def add_later_text(
    answer: FrozenAnswer,
    *,
    by: User,
    heading: str,
    text: str,
    reason: str = "",
    on: date | None = None,
) -> LaterText:
    """Keep a text that the cabinet changed, beside the part as it was sent; today unless said.

    Raises PermissionDenied; ValidationError at `heading`, `text`, `reason` or `on`.
    """
    question = locked(WrittenQuestion.objects.editable_by(by), answer.question)
    later = LaterText.objects.create(
        answer=answer,
        heading=require_choice(heading, frozen.headings_of(answer.document), "heading"),
        text=require_text(text, "text"),
        reason=require_text(reason, "reason", LONGEST_REASON) if reason else "",
        on=require_day(on, answer.frozen_on, periods.today(), "on"),
        by=by,
    )
    record("answer.changed_by_cabinet", by=by, about=question, details={"part": later.heading})
    return later
