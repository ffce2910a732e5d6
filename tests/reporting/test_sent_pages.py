"""The pages of a sent answer: as it was, what changed since with why, and how it would be now."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from m2w.audit.models import Entry
from programmes.choices import OutcomeKind
from programmes.models import Call, Enrolment, Outcome, OutflowDefinition, Project
from reporting import asking_again
from reporting.cells import cells_of
from reporting.choices import Cause
from reporting.difference_page import difference_table
from reporting.models import LaterText, SubQuestion, WrittenQuestion
from tests.cast import play

pytestmark = pytest.mark.django_db

DAY = date(2022, 4, 1)


def page(name, *args):
    return reverse(name, args=["479", *args])


def causes(changes, table, column):
    return {
        reason.cause
        for one in changes
        if one.table == table and one.column.name == column
        for reason in one.reasons
    }


def test_it_works(sent, browse):
    html = browse("ann").get(page("question_sent")).content.decode()
    for words in (
        sent.checksum,
        sent.code_version,
        "1.626.796,40",
        "answer-479.docx",
        "niet getoond",
    ):
        assert words in html


@pytest.mark.parametrize("who", ["frank", "eva", "max"])
def test_vdab_reads_along(sent, browse, who):
    response = browse(who).get(page("question_sent"))
    assert response.status_code == 200
    assert "Latere tekst toevoegen" not in response.content.decode()
    assert browse(who).get(page("question_later_text")).status_code == 403


def test_nothing_was_sent_yet(loaded, browse):
    WrittenQuestion.objects.create(
        code="480", number=480, member="X", minister="Y", asked_on=DAY, subject="Z"
    )
    for name in ("question_sent", "question_difference"):
        assert browse("ann").get(reverse(name, args=["480"])).status_code == 404


def test_a_file_is_the_one_that_was_sent(sent, browse):
    response = browse("ann").get(page("question_sent_file", "answer-479.docx"))
    assert response.content == bytes(sent.files.get(name="answer-479.docx").content)
    assert Entry.objects.filter(action="answer.file_taken").exists()
    assert browse("ann").get(page("question_sent_file", "other")).status_code == 404


def test_a_later_text_stands_beside_what_was_sent(sent, browse):
    client = browse("ann")
    typed = {"heading": "2.", "text": "Het kabinet zegt.", "reason": "", "on": "01/04/2022"}
    assert client.post(page("question_later_text"), typed).status_code == 302
    html = client.get(page("question_sent")).content.decode()
    assert "Het kabinet zegt." in html
    assert "1.626.796,40" in html
    assert LaterText.objects.get().by == play("ann")


@pytest.mark.parametrize(
    "wrong", [{"heading": "99."}, {"text": " "}, {"on": "02/04/2022"}, {"on": "31/03/2022"}]
)
def test_a_later_text_that_is_not_right(sent, browse, wrong):
    typed = {"heading": "2.", "text": "Zo.", "on": "01/04/2022"} | wrong
    response = browse("ann").post(page("question_later_text"), typed)
    assert response.status_code == 200
    assert not LaterText.objects.exists()


# Asked again --------------------------------------------------------------------------------------


def test_nothing_changed(sent, browse):
    assert asking_again.changes_since(sent) == []
    assert "Niets veranderde." in browse("ann").get(page("question_difference")).content.decode()


def ended_without_outcome():
    """Someone of the call who ended before the day, of whom nothing was known."""
    ended = Enrolment.objects.filter(
        project__lot__call__reference="2019/50081", ended_on__lte=DAY - timedelta(days=120)
    )
    return ended.filter(outcomes=None).order_by("code").first()


def test_each_cause_is_named(sent, browse, settings):
    settings.M2W_TODAY = date(2022, 6, 1)
    enrolment = ended_without_outcome()
    Outcome.objects.create(
        enrolment=enrolment,
        kind=OutcomeKind.OPEN_ENDED,
        started_on=enrolment.ended_on + timedelta(days=1),
    )
    project = Project.objects.get(code="CORE-1")
    Project.objects.filter(pk=project.pk).update(target_mentees=project.target_mentees + 5)
    changes = asking_again.changes_since(sent)
    assert causes(changes, "6", "work") == {Cause.LATE}
    assert causes(changes, "1", "target_mentees") == {Cause.CORRECTED}
    html = browse("ann").get(page("question_difference")).content.decode()
    assert "late registratie" in html
    assert "latere verbetering" in html


def test_what_was_hidden_then_stays_hidden_now(sent, browse):
    """Of who did not change, the one would tell what the other hides."""
    then = asking_again.hidden_in(asking_again.tables_then(sent))
    for project in Project.objects.all():
        some = project.enrolments.filter(profile_benefit_entitled="no")[:2]
        Enrolment.objects.filter(pk__in=some.values("pk")).update(profile_benefit_entitled="yes")
    shown = (
        browse("ann").get(page("question_detail"), {"as_of": "2022-04-01"}).context["answer"].tables
    )
    for now in (asking_again.tables_now(sent).values(), shown):
        cells = [cell for table in now for cell in cells_of(table) if cell.is_count]
        assert then & {cell.count for cell in cells}
        assert not then & {cell.count for cell in cells if cell.value is not None}


def test_another_definition_is_named_with_its_version(sent):
    call = Call.objects.get(reference="2019/50081")
    OutflowDefinition.objects.create(
        call=call,
        version=2,
        valid_from=date(2022, 1, 1),
        sustainable_months=1,
        outflow_horizon_months=call.outflow_horizon_months,
        spell_gap_days=call.spell_gap_days,
        reason="Proef.",
    )
    changes = asking_again.changes_since(sent)
    assert causes(changes, "6", "sustainable_work") == {Cause.DEFINITION}
    rows = difference_table(changes, 4, "").rows
    assert "definitie, versie 2" in {str(row["cause"].label) for row in rows}


def test_the_causes_make_the_whole_difference(sent):
    late = Enrolment.objects.filter(project__code="CORE-1", started_on__lte=DAY).order_by("code")
    for enrolment in late.filter(ended_on__gt=DAY)[:3]:
        Enrolment.objects.filter(pk=enrolment.pk).update(ended_on=DAY)
    shown = [c for c in asking_again.changes_since(sent) if c.column.type == "count"]
    assert shown
    for one in shown:
        assert sum(reason.difference for reason in one.reasons) == one.now - one.then


def test_records_behind_a_change_of_few_persons_are_not_told(sent):
    enrolment = ended_without_outcome()
    Outcome.objects.create(
        enrolment=enrolment, kind=OutcomeKind.OPEN_ENDED, started_on=enrolment.ended_on
    )
    rows = difference_table(asking_again.changes_since(sent), 4, "").rows
    told = [row for row in rows if row["cell"].startswith("Tabel 6")]
    assert told
    assert all("records" in row["hidden"] and row["records"] is None for row in told)


def test_an_evaluation_is_no_person(sent):
    project = Project.objects.get(code="CORE-1")
    sheet = project.evaluations.filter(held_on__isnull=False, held_on__lte=DAY).first()
    type(sheet).objects.filter(pk=sheet.pk).update(held_on=DAY - timedelta(days=1))
    rows = difference_table(asking_again.changes_since(sent), 4, "").rows
    assert [row["records"] for row in rows if row["cause"].label == Cause.CORRECTED.label]


def test_a_draft_is_laid_beside_the_answer_it_refers_to(sent, browse):
    draft = WrittenQuestion.objects.create(
        code="480", number=480, member="X", minister="Y", asked_on=DAY, subject="Z"
    )
    part = draft.parts.create(position=1)
    SubQuestion.objects.create(
        question=draft, part=part, number=1, title="…", text="…", refers_to=sent.question
    )
    html = browse("ann").get(reverse("question_difference", args=["480"])).content.decode()
    assert "Verschil met het antwoord van 1" in html


def test_the_number_of_queries_does_not_grow(sent):
    def queries():
        with CaptureQueriesContext(connection) as context:
            asking_again.changes_since(sent)
        return len(context)

    before = queries()
    for enrolment in Enrolment.objects.filter(ended_on__lte=DAY, outcomes=None)[:20]:
        Outcome.objects.create(
            enrolment=enrolment, kind=OutcomeKind.TRAINING, started_on=enrolment.ended_on
        )
    assert queries() == before


# Tried again --------------------------------------------------------------------------------------


def test_rehearsals(sent, browse, settings):
    address = reverse("question_rehearsals")
    assert "Er is nog niets berekend." in browse("ann").get(address).content.decode()
    settings.M2W_TODAY = date(2023, 5, 10)
    call_command("rehearse_answers", stdout=StringIO())
    html = browse("ann").get(address).content.decode()
    assert "verschoven" in html
    assert "10\N{NO-BREAK SPACE}mei 2023" in html
