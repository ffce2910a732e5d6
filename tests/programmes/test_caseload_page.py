"""The caseload: what it shows, asks, sorts and hands out."""

import io
from datetime import date, timedelta

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from m2w.audit.models import Entry
from programmes import services
from programmes.models import Mentee
from tests.cast import STRANGER, enrolment_of, play
from tests.conftest import TODAY
from tests.factories import MembershipFactory, ProjectFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/aanmeldingen/"


def names(answer):
    return [enrolment.mentee.first_name for enrolment in answer.context["object_list"]]


def waiting(name, days, **state):
    day = TODAY - timedelta(days=days)
    return enrolment_of(mentee__first_name=name, submitted=True, submitted_on=day, **state)


def test_it_works(browse):
    enrolment_of(mentee__first_name="Amina", approved=True)
    page = browse("alice").get(ADDRESS)
    assert names(page) == ["Amina"]
    assert "Mentor kiezen" in page.text


# A coach may stand in for another: that is one more to ask.
@pytest.mark.parametrize(("who", "queries"), [("alice", 8), ("carl", 9), ("vera", 8)])
def test_a_page_takes_as_many_queries_whatever_the_caseload(
    browse, django_assert_num_queries, who, queries
):
    client, coach = browse(who), play("carl").acting.staff
    for number in [1, 5]:
        for _ in range(number):
            enrolment_of(submitted=True, coach=coach)
        client.get(ADDRESS)
        with django_assert_num_queries(queries + len(["SAVEPOINT", "RELEASE"])):
            client.get(ADDRESS)


def test_what_moved_last_comes_first_unless_one_asks_otherwise(browse):
    waiting("Lang", 30)
    enrolment_of(mentee__first_name="Ooit", ended=True, ended_on=date(2020, 6, 1))
    waiting("Kort", 3)
    assert names(browse("alice").get(ADDRESS)) == ["Kort", "Lang", "Ooit"]


def test_by_name(browse):
    for first, last in [("Zoë", "Adams"), ("Amina", "Diallo"), ("Bram", "Diallo")]:
        enrolment_of(mentee__first_name=first, mentee__last_name=last)
    alice = browse("alice")
    assert names(alice.get(ADDRESS, {"sort": "name"})) == ["Zoë", "Amina", "Bram"]
    assert names(alice.get(ADDRESS, {"sort": "-name"})) == ["Bram", "Amina", "Zoë"]


def test_of_who_waits_the_longest_come_first(browse):
    waiting("Kort", 3)
    waiting("Lang", 30)
    assert names(browse("alice").get(ADDRESS, {"state": "waiting"})) == ["Lang", "Kort"]
    assert names(browse("alice").get(ADDRESS, {"sort": "-waiting"})) == ["Kort", "Lang"]


@pytest.mark.parametrize(("days", "found"), [("5", ["Zes"]), ("10", [])])
def test_longer_than_so_many_days(browse, days, found):
    waiting("Vijf", 5)
    waiting("Zes", 6)
    enrolment_of(mentee__first_name="Gestart", active=True)
    assert names(browse("alice").get(ADDRESS, {"waiting": days})) == found


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"language": "ti"}, ["Tesfay"]),
        ({"language": "Tigrinya"}, ["Tesfay"]),
        ({"province": "10000"}, ["Anna"]),
        ({"province": "40000"}, ["Tesfay"]),
        ({"q": "esfa"}, ["Tesfay"]),
        ({"state": "draft"}, ["Anna"]),
        ({"subgroup": "loa"}, ["Tesfay"]),
    ],
)
def test_filters(browse, asked, found):
    enrolment_of(mentee__first_name="Anna", mentee__postcode="2000")
    enrolment_of(
        submitted=True,
        mentee__first_name="Tesfay",
        mentee__languages={"ti": "C2"},
        mentee__postcode="9000",
        mentee__diploma_level="upper_secondary",
    )
    assert names(browse("alice").get(ADDRESS, asked)) == found


def test_by_project_and_coach_under_their_codes(browse):
    carl = play("carl").acting.staff
    own = enrolment_of(mentee__first_name="Anna", coach=carl)
    other = ProjectFactory(promoter=own.project.promoter, name="Een ander")
    enrolment_of(mentee__first_name="Bert")
    alice = browse("alice")
    assert names(alice.get(ADDRESS, {"coach": carl.code})) == ["Anna"]
    assert names(alice.get(ADDRESS, {"project": other.code})) == []
    stranger = MembershipFactory(role="coach").staff
    assert alice.get(ADDRESS, {"coach": stranger.code}).status_code == 400


def test_the_last_page_is_the_end_of_the_list(browse):
    for number in range(101):
        enrolment_of(mentee__first_name=f"{number:03}", mentee__last_name=f"{number:03}")
    alice = browse("alice")
    asked = {"sort": "name"}
    pages = [names(alice.get(ADDRESS, asked | {"page": page})) for page in (1, 2, 3)]
    assert [len(page) for page in pages] == [50, 50, 1]
    assert [name for page in pages for name in page] == [f"{number:03}" for number in range(101)]


def test_a_draft_says_what_it_lacks(browse):
    enrolment_of(mentee__employed="unknown")
    assert "Aanvullen: of deze persoon werkt" in browse("alice").get(ADDRESS).text


class TestExport:
    def test_it_holds_what_the_filter_shows(self, browse):
        enrolment_of(mentee__first_name="Anna")
        enrolment_of(mentee__first_name="Bert", submitted=True)
        answer = browse("alice").get("/aanmeldingen/mentees.xlsx", {"state": "submitted"})
        lines = list(load_workbook(io.BytesIO(answer.content)).active.values)
        assert [line[0] for line in lines] == ["Voornaam", "Bert"]
        assert lines[0][6:8] == ("Sinds", "Dagen wachtend")

    def test_each_person_is_on_the_record(self, browse):
        mentee = enrolment_of(mentee__first_name="Anna").mentee
        assert "Anna" in browse("alice").get("/aanmeldingen/mentees.csv").text
        assert Entry.objects.filter(action="file.exported", object_id=mentee.pk).count() == 1

    def test_a_restricted_file_stays_out(self, browse):
        enrolment_of(mentee__first_name="Anna", mentee__restricted_on=TODAY)
        assert "Anna" in browse("alice").get(ADDRESS).text
        assert "Anna" not in browse("alice").get("/aanmeldingen/mentees.csv").text

    def test_a_name_is_no_formula(self, browse):
        enrolment_of(mentee__first_name="=1+1")
        assert "'=1+1" in browse("alice").get("/aanmeldingen/mentees.csv").text


class TestTogether:
    def test_drafts_are_submitted_after_a_page_that_names_them(self, browse):
        ready = enrolment_of(mentee__first_name="Klaar", mentee__privacy_notice_on=TODAY)
        not_yet = enrolment_of(mentee__first_name="Niet", mentee__privacy_notice_on=None)
        sent = {"chosen": [ready.pk, not_yet.pk]}
        page = browse("alice").post(reverse("enrolments_submit"), sent)
        assert page.context["possible"] == [(ready, "")]
        assert [enrolment for enrolment, _ in page.context["obstacles"]] == [not_yet]
        ready.refresh_from_db()
        assert ready.state == "draft"
        answer = browse("alice").post(reverse("enrolments_submit"), sent | {"confirmed": "yes"})
        assert "1 aanmelding is ingediend." in str(next(iter(answer.wsgi_request._messages)))
        assert "privacyverklaring" in answer.text
        assert Entry.objects.get(action="act.refused").details["code"] == "privacy_notice_missing"
        ready.refresh_from_db()
        assert ready.state == "submitted"

    def test_a_coach_is_given_to_several(self, browse):
        chosen = [enrolment_of(), enrolment_of()]
        carl = play("carl").acting.staff
        sent = {"chosen": [e.pk for e in chosen], "confirmed": "yes", "coach": carl.pk}
        browse("alice").post(reverse("enrolments_coach"), sent)
        assert [e.coach for e in carl.enrolments.all()] == [carl, carl]

    def test_nothing_chosen_is_said(self, browse):
        answer = browse("alice").post(reverse("enrolments_coach"), {"next": ADDRESS})
        assert answer.url == ADDRESS

    @pytest.mark.parametrize("more", [{}, {"confirmed": "yes"}])
    def test_an_unknown_field_is_refused(self, browse, more):
        sent = {"chosen": [enrolment_of().pk], "reason": "x"} | more
        assert browse("alice").post(reverse("enrolments_submit"), sent).status_code == 400

    def test_of_a_restricted_file_is_said_why_it_does_not_take_part(self, browse):
        one = enrolment_of(mentee__restricted_on=date(2022, 3, 1), mentee__first_name="Amina")
        for page in ["enrolments_submit", "enrolments_coach"]:
            answer = browse("alice").post(reverse(page), {"chosen": [one.pk]})
            assert [text for _one, text in answer.context["obstacles"]] == [
                "De verwerking is beperkt."
            ]
        coach = {"chosen": [one.pk], "confirmed": "yes", "coach": play("carl").acting.staff.pk}
        refused = browse("alice").post(reverse("enrolments_coach"), coach)
        assert [enrolment for enrolment, _text in refused.context["obstacles"]] == [one]

    def test_anothers_cannot_be_chosen(self, browse):
        theirs = enrolment_of(STRANGER, mentee__privacy_notice_on=TODAY)
        sent = {"chosen": [theirs.pk, "x"], "confirmed": "yes"}
        assert browse("alice").post(reverse("enrolments_submit"), sent).url == ADDRESS
        theirs.refresh_from_db()
        assert theirs.state == "draft"

    def test_only_who_is_eligible_is_approved_together(self, browse):
        fits, not_ = enrolment_of(submitted=True), enrolment_of(submitted=True)
        Mentee.objects.filter(pk=not_.mentee_id).update(employed="yes")
        services.request_info(not_, by=play("vera"), comment="?")
        services.answer(not_, by=play("alice"), comment=".")
        sent = {"chosen": [fits.pk, not_.pk]}
        page = browse("vera").post(reverse("enrolments_approve"), sent)
        assert [one for one, _note in page.context["possible"]] == [fits]
        assert "Komt niet in aanmerking" in page.text
