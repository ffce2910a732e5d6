"""The file of a mentee: everything on one page, and only the steps one may take now."""

from datetime import date

import pytest
from django.urls import reverse

from m2w.audit.models import Entry
from matching.duos import duo_of, months_since
from programmes import services
from programmes.models import Enrolment
from programmes.transitions import TRANSITIONS
from tests.cast import enrolment_of, play, project_of
from tests.factories import ContactFactory, EnrolmentFactory, MatchFactory, OutcomeFactory

pytestmark = pytest.mark.django_db


def page_of(browse, who, obj):
    return browse(who).get(reverse(obj._meta.model_name, args=[obj.pk]))


def steps_on(page):
    return [step.label for step in page.context["steps"]]


@pytest.fixture
def duo():
    match = MatchFactory(
        enrolment=enrolment_of(active=True, coach=play("carl").acting.staff),
        coach=play("carl").acting.staff,
    )
    ContactFactory(match=match, minutes=90, held_on=date(2020, 3, 15))
    OutcomeFactory(enrolment=match.enrolment)
    return match


def test_it_works(browse, duo):
    page = page_of(browse, "alice", duo.enrolment)
    for told in [duo.mentor, duo.enrolment.mentee, "samen 1 u 30", "Profiel bij de indiening"]:
        assert str(told) in page.text


def test_the_page_of_the_mentee_is_the_same_file(browse, duo):
    pages = [page_of(browse, "alice", obj) for obj in [duo.enrolment, duo.enrolment.mentee]]
    assert [page.context["enrolment"] for page in pages] == [duo.enrolment, duo.enrolment]
    assert pages[0].context["happened"] == pages[1].context["happened"]


def test_of_several_enrolments_the_one_that_asks_attention_comes_first(browse):
    first = enrolment_of(rejected=True)
    second = EnrolmentFactory(mentee=first.mentee, project=first.project, submitted=True)
    page = page_of(browse, "alice", first.mentee)
    assert page.context["enrolment"] == second
    assert page.context["enrolments"].rows == [first]


def test_a_mentee_without_enrolment_has_a_file_too(browse):
    mentee = enrolment_of().mentee
    Enrolment.objects.all().delete()
    assert "Nog niet aangemeld." in page_of(browse, "alice", mentee).text


@pytest.mark.parametrize(
    ("who", "state", "steps"),
    [
        ("alice", {}, ["Indienen", "Intrekken", "Verwijderen"]),
        ("carl", {}, ["Verwijderen"]),
        ("alice", {"submitted": True}, ["Intrekken"]),
        ("vera", {"submitted": True}, ["Goedkeuren", "Om informatie vragen", "Weigeren"]),
        ("alice", {"info_requested": True}, ["Antwoorden", "Intrekken"]),
        ("carl", {"active": True}, ["Beëindigen"]),
        ("vera", {"approved": True}, []),
    ],
)
def test_the_steps_are_those_of_the_table(browse, who, state, steps):
    enrolment = enrolment_of(**state, coach=play("carl").acting.staff)
    page = page_of(browse, who, enrolment)
    assert steps_on(page) == steps
    allowed = [step.label for step in TRANSITIONS.available(enrolment, play(who))]
    assert steps == [str(label).capitalize() for label in allowed]
    for step in page.context["steps"]:
        assert browse(who).get(step.url).status_code == 200


def test_the_question_of_vdab_stands_on_top(browse):
    enrolment = enrolment_of(submitted=True)
    services.request_info(enrolment, by=play("vera"), comment="Is er een attest?")
    assert "Is er een attest?" in page_of(browse, "alice", enrolment).text


def test_a_refusal_tells_why_and_what_next(browse):
    enrolment = enrolment_of(submitted=True)
    services.reject(
        enrolment,
        by=play("vera"),
        reason="other",
        comment="Eerst een taalcursus.",
        screen_again_on=date(2022, 9, 1),
    )
    page = page_of(browse, "alice", enrolment).text
    for told in ["Geweigerd: andere reden.", "Eerst een taalcursus.", "1\xa0september 2022"]:
        assert told in page


def test_the_timeline_has_everything_the_last_first(browse, duo):
    steps = page_of(browse, "alice", duo.enrolment).context["happened"]
    assert {"Duo gestart", "bereikt"} <= {str(step.mark.label) for step in steps}
    days = [step.on for step in steps]
    assert days == sorted(days, reverse=True)
    assert date(2020, 3, 15) in days


def test_a_counsellor_reads_of_contacts_the_day_only(browse, duo):
    page = page_of(browse, "vera", duo.enrolment)
    contact = next(s for s in page.context["happened"] if s.on == date(2020, 3, 15))
    assert (str(contact.mark.label), contact.note) == ("Contact", "")
    assert page.context["duo"] is None
    assert "samen 1 u 30" not in page.text


def test_who_saw_it_is_for_those_who_keep_it(browse, duo):
    page_of(browse, "vera", duo.enrolment)
    assert "VDAB-bemiddelaar" in page_of(browse, "alice", duo.enrolment).text
    assert page_of(browse, "vera", duo.enrolment).context["seen"] == []


def test_everyone_on_it_is_on_the_record(browse, duo):
    page_of(browse, "alice", duo.enrolment)
    shown = set(
        Entry.objects.filter(action__startswith="file.").values_list("object_id", flat=True)
    )
    assert {str(duo.mentor.pk), str(duo.enrolment.mentee_id)} <= shown


def test_more_of_everything_takes_no_more_queries(browse, duo, django_assert_num_queries):
    alice, address = browse("alice"), reverse("enrolment", args=[duo.enrolment.pk])
    alice.get(address)
    with django_assert_num_queries(100, exact=False) as few:
        alice.get(address)
    for month in range(4, 9):
        ContactFactory(match=duo, held_on=date(2020, month, 1))
        OutcomeFactory(enrolment=duo.enrolment, started_on=date(2020, month, 1))
        EnrolmentFactory(mentee=duo.enrolment.mentee, project=project_of(), rejected=True)
    with django_assert_num_queries(len(few)):
        alice.get(address)


@pytest.mark.parametrize(
    ("day", "month"),
    [
        (date(2022, 1, 31), 1),
        (date(2022, 2, 27), 1),
        (date(2022, 2, 28), 2),
        (date(2022, 7, 30), 6),
        (date(2021, 1, 1), 1),
    ],
)
def test_the_month_of_a_duo(day, month):
    assert months_since(date(2022, 1, 31), day) == month


def test_a_duo_of_six_months(duo):
    duo.started_on, duo.planned_end_on = date(2022, 2, 9), date(2022, 8, 9)
    found = duo_of(duo, duo.contacts.all(), date(2022, 5, 12))
    assert (found.month, found.months, found.meetings, found.minutes) == (4, 6, 1, 90)
