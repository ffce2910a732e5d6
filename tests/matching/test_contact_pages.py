"""Noting contacts, on the page of a duo and several at once, and putting them right."""

import re
from datetime import date, timedelta

import pytest
from django.urls import reverse

from matching.models import Contact, Match
from tests.cast import STRANGER, enrolment_of, play
from tests.conftest import TODAY
from tests.factories import ContactFactory, MatchFactory

pytestmark = pytest.mark.django_db

START = date(2022, 3, 1)
TYPED = {"held_on": "28/03/2022", "kind": "contact", "reached": "yes", "minutes": "60"}


def duo(code="core", **values):
    coach = {"coach": play("carl").acting.staff} if code == "core" else {}
    return MatchFactory(
        enrolment=enrolment_of(code, active=True), **{"started_on": START} | coach | values
    )


@pytest.fixture
def carl(browse):
    return browse("carl")


def note_page(match):
    return reverse("contact_note", args=[match.pk])


class TestOne:
    def test_it_works(self, carl):
        match = duo()
        assert note_page(match) in carl.get(reverse("match", args=[match.pk])).text
        page = carl.get(note_page(match))
        assert 'value="01/04/2022"' in page.text
        typed = TYPED | {"channel": "online", "topics": ["network"], "note": "Ging goed."}
        answer = carl.post(note_page(match), typed, follow=True)
        assert "Het contact is genoteerd." in answer.text
        assert "Netwerk. Ging goed." in answer.text
        contact = Contact.objects.get()
        assert (contact.held_on, contact.minutes) == (date(2022, 3, 28), 60)

    def test_a_double_click_says_that_it_is_there_and_stores_it_once(self, carl):
        match = duo()
        carl.post(note_page(match), TYPED)
        again = carl.post(note_page(match), TYPED)
        assert again.status_code == 409
        assert "Dit contact is al geregistreerd." in again.text
        assert Contact.objects.count() == 1

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"held_on": "28/02/2022"}, "held_on"),
            ({"held_on": "02/04/2022"}, "held_on"),
            ({"held_on": "31/02/2022"}, "held_on"),
            ({"minutes": "2400"}, "minutes"),
            ({"minutes": "x"}, "minutes"),
            ({"channel": "fax"}, "channel"),
            ({"topics": ["x"]}, "topics"),
            ({"reached": ""}, "reached"),
        ],
        ids=str,
    )
    def test_faults_stand_at_their_fields_and_nothing_is_lost(self, carl, typed, field):
        match = duo()
        answer = carl.post(note_page(match), TYPED | {"note": "Zorgvuldig getypt."} | typed)
        assert answer.status_code == 200
        assert list(answer.context["form"].errors) == [field]
        assert "Zorgvuldig getypt." in answer.text
        assert not Contact.objects.exists()

    def test_from_the_file_of_the_mentee_and_back(self, carl):
        match = duo()
        file = reverse("enrolment", args=[match.enrolment_id])
        there = f"{note_page(match)}?next={file}"
        assert there.replace("&", "&amp;") in carl.get(file).text
        assert carl.post(there, TYPED).url == file

    def test_not_before_the_duo_begins(self, carl):
        match = duo(started_on=TODAY + timedelta(days=3))
        assert "Dit duo is nog niet begonnen." in carl.get(note_page(match)).text
        assert note_page(match) not in carl.get(reverse("match", args=[match.pk])).text

    def test_not_while_the_file_is_restricted(self, browse):
        match = duo()
        match.mentor.restricted_on = TODAY
        match.mentor.save()
        assert "De verwerking is beperkt." in browse("alice").get(note_page(match)).text
        assert browse("alice").post(note_page(match), TYPED).status_code == 403

    def test_a_counsellor_reads_days_only(self, browse):
        ContactFactory(match=duo(), held_on=TODAY, minutes=77, note="Geheim")
        as_shown = re.compile(r">\s*77\s*<")
        assert as_shown.search(browse("carl").get(reverse("contacts")).text)
        page = browse("vera").get(reverse("contacts"))
        assert "1\xa0april 2022" in page.text
        assert "Geheim" not in page.text
        assert not as_shown.search(page.text)
        assert browse("vera").get(reverse("contacts"), {"kind": "contact"}).status_code == 400


class TestAmending:
    def test_it_works(self, carl):
        contact = ContactFactory(match=duo(), held_on=TODAY, minutes=60)
        address = reverse("contact_amend", args=[contact.pk])
        assert address in carl.get(reverse("match", args=[contact.match_id])).text
        form = carl.get(address).context["form"]
        assert (form["minutes"].value(), form["reached"].value()) == (60, "yes")
        typed = TYPED | {"minutes": "45", "version": "1"}
        assert "Het contact is verbeterd." in carl.post(address, typed, follow=True).text
        contact.refresh_from_db()
        assert contact.minutes == 45

    def test_who_was_second_reads_it_and_may_save_over_it(self, carl):
        contact = ContactFactory(match=duo(), held_on=TODAY, minutes=60)
        address = reverse("contact_amend", args=[contact.pk])
        carl.post(address, TYPED | {"minutes": "45", "version": "1"})
        late = carl.post(address, TYPED | {"minutes": "30", "version": "1"})
        assert late.status_code == 409
        assert late.context["form"]["version"].value() == "2"
        assert carl.post(address, TYPED | {"minutes": "30", "version": "2"}).status_code == 302

    def test_a_wrong_one_goes(self, carl):
        contact = ContactFactory(match=duo(), held_on=TODAY)
        address = reverse("contact_delete", args=[contact.pk])
        assert address in carl.get(reverse("contact_amend", args=[contact.pk])).text
        assert "Verwijder een contact alleen" in carl.get(address).text
        answer = carl.post(address, follow=True)
        assert "Het contact is verwijderd." in answer.text
        assert not Contact.objects.exists()
        assert carl.post(address).status_code == 404

    def test_anothers_does_not_exist(self, carl):
        theirs = ContactFactory(match=duo(STRANGER))
        for name in ("contact_amend", "contact_delete"):
            assert carl.get(reverse(name, args=[theirs.pk])).status_code == 404


SEVERAL = "/contacten/noteren/"


def line(match, **typed):
    """What the line of a duo sends."""
    key = match.pk.hex
    empty = {"held_on": "01/04/2022", "kind": "contact", "reached": "", "minutes": ""}
    values = {**empty, "channel": "", "note": "", **typed}
    stood_there = {f"initial-{key}-held_on": "2022-04-01"}
    return {f"{key}-{name}": value for name, value in values.items()} | stood_there


def sent(*lines):
    duos = [next(iter(one)).partition("-")[0] for one in lines]
    return {"duo": duos} | {name: value for one in lines for name, value in one.items()}


class TestSeveral:
    def test_the_longest_ago_first(self, carl):
        late = duo(started_on=date(2022, 1, 1))
        paused = duo(started_on=date(2022, 1, 1), paused_from=START)
        ContactFactory(match=(recent := duo()), held_on=TODAY)
        duo(ended_on=TODAY)
        duo(started_on=TODAY + timedelta(days=1))
        page = carl.get(SEVERAL)
        assert [one.match for one, _late in page.context["lines"]] == [late, recent, paused]
        assert "al 90 dagen geen contact" in page.text

    def test_empty_lines_are_skipped(self, carl):
        first, second = duo(), duo()
        said = sent(line(first, reached="yes", minutes="30"), line(second))
        answer = carl.post(SEVERAL, said, follow=True)
        assert "1 contact genoteerd." in answer.text
        assert Contact.objects.get().match == first

    def test_nothing_typed_is_said(self, carl):
        answer = carl.post(SEVERAL, sent(line(duo())))
        assert "Vul minstens één regel in." in answer.text

    def test_a_page_from_before_midnight_still_knows_its_empty_lines(self, carl, settings):
        first, second = duo(), duo()
        said = sent(line(first, reached="yes"), line(second))
        assert all(name in carl.get(SEVERAL).text for name in said if "initial" in name)
        settings.M2W_TODAY = TODAY + timedelta(days=1)
        assert "1 contact genoteerd." in carl.post(SEVERAL, said, follow=True).text
        assert Contact.objects.get().held_on == TODAY

    def test_all_or_nothing_and_each_fault_at_its_line(self, carl):
        good, wrong, double = duo(), duo(), duo()
        ContactFactory(match=double, held_on=TODAY)
        said = sent(
            line(good, reached="yes", note="Blijft staan."),
            line(wrong, reached="no", minutes="2400"),
            line(double, reached="yes"),
        )
        answer = carl.post(SEVERAL, said)
        assert answer.status_code == 409
        faults = {one.match: dict(one.errors) for one in answer.context["faulty"]}
        assert list(faults) == [wrong, double]
        assert list(faults[wrong]) == ["minutes"]
        assert list(faults[double]) == ["held_on"]
        assert "Blijft staan." in answer.text
        assert Contact.objects.count() == 1

    def test_a_line_that_says_half_is_a_fault(self, carl):
        answer = carl.post(SEVERAL, sent(line(duo(), minutes="30")))
        [(one, _late)] = answer.context["lines"]
        assert list(one.errors) == ["reached"]

    def test_another_promoters_duo_is_no_line(self, carl):
        theirs = duo(STRANGER)
        carl.post(SEVERAL, sent(line(theirs, reached="yes")))
        assert not Contact.objects.exists()

    def test_an_unknown_field_is_refused(self, carl):
        assert carl.post(SEVERAL, sent(line(duo())) | {"x": "1"}).status_code == 400

    def test_who_follows_nobody_reads_so(self, carl):
        assert "U volgt nu geen lopende duo’s." in carl.get(SEVERAL).text

    def test_more_duos_take_no_more_queries(self, carl, django_assert_num_queries):
        duo()
        carl.get(SEVERAL)
        with django_assert_num_queries(30, exact=False) as few:
            carl.get(SEVERAL)
        for _ in range(4):
            duo()
        with django_assert_num_queries(len(few)):
            carl.get(SEVERAL)


class TestLate:
    def test_they_stand_out_on_the_list_in_words(self, carl, browse):
        duo(started_on=date(2022, 1, 1))
        text = "al 90 dagen geen contact; opvolggesprek 76 dagen te laat"
        assert text in carl.get("/duos/").text
        assert "al 90 dagen" not in browse("vera").get("/duos/").text

    def test_not_when_nothing_is_late(self, carl):
        match = duo()
        for kind in ("contact", "checkin_mentor", "checkin_mentee"):
            ContactFactory(match=match, held_on=TODAY, kind=kind)
        assert "geen contact" not in carl.get("/duos/").text

    def test_more_duos_take_no_more_queries(self, carl, django_assert_num_queries):
        duo()
        carl.get("/duos/")
        with django_assert_num_queries(30, exact=False) as few:
            carl.get("/duos/")
        for _ in range(4):
            duo()
        with django_assert_num_queries(len(few)):
            carl.get("/duos/")

    def test_the_page_of_the_duo_says_what_is_late(self, carl):
        match = duo(started_on=date(2022, 1, 1))
        page = carl.get(reverse("match", args=[match.pk])).text
        assert "Al 90 dagen geen geslaagd contact." in page
        assert "Het opvolggesprek is 76 dagen te laat." in page
        Match.objects.update(paused_from=START)
        page = carl.get(reverse("match", args=[match.pk])).text
        assert "geslaagd contact." not in page
