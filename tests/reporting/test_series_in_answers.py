"""A series of days in an answer: it ends on the day of the answer, and stays recountable."""

from datetime import date

import pytest
from django.db.models import Q

from programmes.models import Enrolment
from reporting import answers, asking_again, services, verifying
from reporting.choices import Cause
from reporting.models import WrittenQuestion
from reporting.saved_tables import save_table
from tests.cast import play

pytestmark = pytest.mark.django_db

DAY = date(2022, 4, 1)
SERIES = {"rows": "project", "measure": "started", "every": "quarter", "since": "2021-04-01"}
EDITOR = "/vragen/479/deelvraag/2/"


@pytest.fixture
def question(loaded):
    found = WrittenQuestion.objects.get(code="479")
    services.set_day(found, DAY, by=play("ann"))
    return found


def add(question, **options):
    sub = question.sub_questions.get(number=2)
    return services.add_table(sub, by=play("ann"), report="cross", options=SERIES | options)


def series_of(answer):
    [view] = [one for one in answer.views if one.table.code == "cross"]
    return view


def test_it_works(question, browse):
    kept = save_table(name="Reeks", report="cross", options=SERIES, by=play("ann"))
    ann = browse("ann")
    sent = {"address": f"https://x.example/kruistabellen/bewaard/{kept.pk}/"}
    page = ann.post(f"{EDITOR}tabel/", sent, follow=True)
    assert "De tabel staat onder de deelvraag." in page.text
    days = [column.name for column in series_of(answers.compose(question, DAY)).table.columns][1:]
    assert days == ["2021-06-30", "2021-09-30", "2021-12-31", "2022-03-31", "2022-04-01"]


def test_one_that_ends_on_another_day_is_refused(question, browse):
    options = SERIES | {"as_of": "2022-03-01"}
    kept = save_table(name="Tot maart", report="cross", options=options, by=play("ann"))
    page = browse("ann").post(f"{EDITOR}tabel/", {"saved": kept.code}, follow=True)
    assert "Deze reeks loopt tot een andere dag" in page.text
    same = save_table(
        name="Tot april", report="cross", options=SERIES | {"as_of": "2022-04-01"}, by=play("ann")
    )
    page = browse("ann").post(f"{EDITOR}tabel/", {"saved": same.code}, follow=True)
    assert "De tabel staat onder de deelvraag." in page.text


def test_one_that_begins_later_is_refused(question, browse):
    address = "/kruistabellen/?rows=project&measure=started&every=month&since=2022-05-01"
    page = browse("ann").post(f"{EDITOR}tabel/", {"address": address}, follow=True)
    assert "De reeks begint na de peildatum." in page.text


def test_no_day_after_that_of_the_answer_is_shown(question):
    add(question)
    services.set_day(question, date(2021, 8, 1), by=play("ann"))
    table = series_of(answers.compose(question, date(2021, 8, 1))).table
    assert [column.name for column in table.columns][1:] == ["2021-06-30", "2021-08-01"]


def test_what_is_frozen_is_recounted_and_compared(question):
    add(question)
    frozen = services.freeze(question, as_of=DAY, by=play("ann"))
    assert list(verifying.faults(frozen)) == []
    assert asking_again.changes_since(frozen) == []
    name = series_of(answers.compose(question, DAY)).name
    moved = date(2021, 8, 1)
    started = Enrolment.objects.filter(
        Q(ended_on=None) | Q(ended_on__gt=moved),
        project__lot__call__reference="2019/50081",
        started_on__lte=date(2021, 6, 30),
    )
    assert started.update(started_on=moved) > 3
    changes = [one for one in asking_again.changes_since(frozen) if one.table == name]
    assert {one.column.name for one in changes} == {"2021-06-30"}
    for one in changes:
        [reason] = one.reasons
        assert (reason.cause, reason.difference) == (Cause.CORRECTED, one.now - one.then)
