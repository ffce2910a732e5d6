"""Trying every sent answer again, as of today, once a month."""

from django.db import IntegrityError, transaction
from django.utils import translation

from m2w import periods
from m2w.audit.services import record
from reporting import answers, asking_again, rehearsing
from reporting.models import FrozenAnswer, Rehearsal


def rehearse_all() -> int:
    """Try each answer that was not tried this month; how many there were."""
    month = periods.today().replace(day=1)
    tried = Rehearsal.objects.filter(month=month).values("question")
    rows = FrozenAnswer.objects.exclude(question__in=tried).select_related("question")
    return sum(_rehearse(answer) for answer in rows.defer("facts").order_by("pk"))


def _rehearse(answer: FrozenAnswer) -> bool:
    """False when someone else was first."""
    today = periods.today()
    now = {view.name: view.table for view in answers.compose(answer.question, today).views}
    with translation.override(answers.DUTCH):
        found = rehearsing.findings(asking_again.tables_then(answer), now)
    try:
        with transaction.atomic():
            Rehearsal.objects.create(
                question=answer.question,
                month=today.replace(day=1),
                as_of=today,
                findings=[finding.as_json() for finding in found],
            )
            told = {"question": answer.question.code, "cells": len(found)}
            record("answer.rehearsed", about=answer.question, details=told)
    except IntegrityError:
        return False
    return True
