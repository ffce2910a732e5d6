"""What the database itself refuses of sent answers and publications: one row per rule."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from reporting.models import (
    DisclosureRule,
    FrozenFile,
    Rehearsal,
    SavedTable,
    SearchText,
    WrittenQuestion,
)
from tests.cast import MINISTRY, organisation, play

pytestmark = pytest.mark.django_db

DAY = date(2022, 4, 1)


def question():
    return WrittenQuestion.objects.get(code="479")


def saved_table():
    return {"name": "N", "organisation": organisation(MINISTRY), "saved_by": play("ann")}


ONCE = {
    "rehearsal_once_a_month": (
        Rehearsal,
        lambda: {"question": question(), "month": DAY, "as_of": DAY, "findings": []},
    ),
    "saved_table_name_once": (SavedTable, saved_table),
    "search_text_once": (SearchText, lambda: {"question": question(), "number": 90, "text": "t"}),
    "disclosure_rule_version_once": (
        DisclosureRule,
        lambda: {"smallest_shown": 5, "valid_from": DAY, "source": "s"},
    ),
}


@pytest.mark.parametrize("name", ONCE)
def test_it_is_there_once(name):
    model, values = ONCE[name]
    model.objects.filter(**values()).delete()
    assert name in {constraint.name for constraint in model._meta.constraints}
    model.objects.create(**values())
    with pytest.raises(IntegrityError), transaction.atomic():
        model.objects.create(**values())


def test_zero_is_always_shown():
    with pytest.raises(IntegrityError), transaction.atomic():
        DisclosureRule.objects.create(smallest_shown=0, valid_from=DAY, source="s")


def test_a_file_is_kept_once(sent):
    with pytest.raises(IntegrityError), transaction.atomic():
        FrozenFile.objects.create(answer=sent, name="answer-479.docx", content=b"")
