"""The pages of what became of someone: noting, correcting, measuring, and VDAB's list."""

from datetime import date

import pytest
from django.urls import reverse

from programmes import services
from programmes.models import Measurement, Outcome
from tests.cast import CORE, STRANGER, enrolment_of, organisation, play
from tests.conftest import TODAY
from tests.factories import MatchFactory, MembershipFactory, OutcomeFactory

pytestmark = pytest.mark.django_db

TYPED = {
    "kind": "fixed_term",
    "employer": "Bakkerij Mulu",
    "sector": "C",
    "started_on": "01/03/2022",
    "ended_on": "",
    "evidence": "payslip",
    "note": "",
}
ALONG = {
    f"outcome_{name}": text for name, text in TYPED.items() if name not in {"ended_on", "note"}
}
ENDED = {"ended": True, "ended_on": date(2022, 2, 1)}


@pytest.fixture
def alice(browse):
    return browse("alice")


@pytest.fixture
def vera(browse):
    return browse("vera")


def outcome_of(code=CORE, **values):
    return OutcomeFactory(enrolment=enrolment_of(code, **ENDED), **values)


def ended_at_work(**values):
    """Of someone whose guidance ended while they worked at Mulu."""
    outcome = outcome_of(started_on=date(2022, 1, 1), employer="Mulu", **values)
    outcome.enrolment.changes.create(
        name="end", source="active", target="ended", on=TODAY, by=play("alice")
    )
    return outcome


def at(name, row):
    return reverse(name, args=[row.pk])


class TestNote:
    def test_it_works(self, alice):
        enrolment = enrolment_of(active=True)
        file = alice.get(at("enrolment", enrolment)).text
        assert "Nog geen uitstroom." in file
        assert at("outcome_note", enrolment) in file
        page = alice.post(at("outcome_note", enrolment), TYPED, follow=True).text
        assert "De uitstroom is genoteerd." in page
        assert "Bakkerij Mulu" in page
        assert "telt mee" in page
        assert "nog na te kijken" in page

    def test_work_before_the_start_is_shown_as_such(self, alice):
        outcome = OutcomeFactory(enrolment=enrolment_of(active=True), started_on=date(2020, 2, 1))
        assert "werk vóór de start" in alice.get(at("enrolment", outcome.enrolment)).text

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"kind": ""}, "kind"),
            ({"kind": "none"}, "kind"),
            ({"started_on": "31/02/2022"}, "started_on"),
            ({"started_on": "01/01/1980"}, "started_on"),
            ({"ended_on": "01/02/2022"}, "ended_on"),
            ({"employer": "x" * 201}, "employer"),
            ({"note": "x" * 301}, "note"),
        ],
        ids=str,
    )
    def test_errors_stand_at_their_fields_and_nothing_is_lost(self, alice, typed, field):
        answer = alice.post(at("outcome_note", enrolment_of(active=True)), TYPED | typed)
        assert list(answer.context["form"].errors) == [field]
        assert "payslip" in str(answer.context["form"]["evidence"])
        assert not Outcome.objects.exists()

    def test_the_same_twice_is_told_at_the_day(self, alice):
        outcome = outcome_of()
        typed = TYPED | {"kind": outcome.kind, "started_on": "01/10/2020"}
        answer = alice.post(at("outcome_note", outcome.enrolment), typed)
        assert answer.status_code == 409
        assert "al geregistreerd" in str(answer.context["form"].errors["started_on"])

    def test_an_unknown_field_is_refused(self, alice):
        sent = TYPED | {"verified_on": "2022-01-01"}
        answer = alice.post(at("outcome_note", enrolment_of(active=True)), sent)
        assert answer.status_code == 400

    def test_before_the_start_nothing_is_asked(self, alice):
        page = alice.get(at("enrolment", enrolment_of(approved=True))).text
        assert "Nog geen uitstroom." not in page


class TestCorrect:
    def test_it_works(self, alice):
        outcome = outcome_of()
        assert at("outcome_correct", outcome) in alice.get(at("enrolment", outcome.enrolment)).text
        page = alice.get(at("outcome_correct", outcome))
        assert page.context["form"]["started_on"].value() == date(2020, 10, 1)
        typed = TYPED | {"version": "1", "ended_on": "31/03/2022"}
        page = alice.post(at("outcome_correct", outcome), typed, follow=True).text
        assert "31\xa0maart 2022" in page

    def test_what_someone_else_saved_is_not_lost(self, alice):
        outcome = outcome_of()
        services.correct_outcome(outcome, {"employer": "Mulu"}, by=play("alice"), version=1)
        late = alice.post(at("outcome_correct", outcome), TYPED | {"version": "1"})
        assert late.status_code == 409
        assert "intussen gewijzigd" in late.text
        assert late.context["form"]["employer"].value() == "Bakkerij Mulu"
        assert late.context["form"]["version"].value() == "2"

    def test_a_wrong_one_goes_for_a_reason(self, alice):
        outcome = outcome_of()
        assert at("outcome_remove", outcome) in alice.get(at("outcome_correct", outcome)).text
        missing = alice.post(at("outcome_remove", outcome), {"reason": ""})
        assert list(missing.context["form"].errors) == ["reason"]
        page = alice.post(at("outcome_remove", outcome), {"reason": "twice"}, follow=True)
        assert "De uitstroom is verwijderd." in page.text
        assert not Outcome.objects.exists()

    def test_not_what_vdab_found(self, alice):
        outcome = services.verify_outcome(outcome_of(), by=play("vera"))
        answer = alice.post(at("outcome_remove", outcome), {"reason": "twice"})
        assert answer.status_code == 409
        assert "VDAB bevestigde deze uitstroom" in answer.text


class TestList:
    URL = "/uitstroom/na-te-kijken/"

    def test_it_works(self, vera):
        old, new = outcome_of(employer="Mulu"), outcome_of(started_on=date(2021, 1, 1))
        page = vera.get(self.URL)
        assert [one for one, _next in page.context["lines"]] == [old, new]
        assert page.context["lines"][0][1] == f"{self.URL}#bevestigen-{new.pk}"
        assert "Mulu" in page.text
        sent = {"result": "confirmed", "version": "1", "next": f"{self.URL}#bevestigen-{new.pk}"}
        answer = vera.post(at("outcome_verify", old), sent)
        assert answer.url == f"{self.URL}#bevestigen-{new.pk}"
        page = vera.get(answer.url)
        assert [one for one, _next in page.context["lines"]] == [new]
        assert f"{old.enrolment.mentee}: bevestigd." in page.text

    def test_what_was_looked_up_can_be_looked_up_again(self, vera):
        outcome = services.verify_outcome(outcome_of(), by=play("vera"))
        page = vera.get(self.URL, {"verified": "yes"})
        assert "bevestigd" in page.text
        vera.post(at("outcome_verify", outcome), {"result": "not_found"})
        outcome.refresh_from_db()
        assert outcome.verification == "not_found"

    def test_other_days_are_typed_in_place(self, vera):
        outcome = outcome_of()
        sent = {"result": "other_dates", "started_on": "02/11/2020", "ended_on": "", "version": "1"}
        vera.post(at("outcome_verify", outcome), sent)
        outcome.refresh_from_db()
        assert outcome.started_on == date(2020, 11, 2)

    def test_what_is_wrong_with_them_is_said_with_what_was_typed(self, vera):
        outcome = outcome_of()
        sent = {"result": "other_dates", "started_on": "31/02/2020", "next": self.URL}
        page = vera.post(at("outcome_verify", outcome), sent)
        assert list(page.context["form"].errors) == ["started_on"]
        assert 'value="31/02/2020"' in page.text
        assert f'value="{self.URL}"' in page.text

    def test_who_comes_late_reads_how_it_is_now(self, vera):
        outcome = services.verify_outcome(outcome_of(), by=play("vera"))
        answer = vera.post(at("outcome_verify", outcome), {"result": "confirmed", "version": "1"})
        assert answer.status_code == 409
        assert "intussen gewijzigd" in answer.text

    def test_by_project(self, vera):
        outcome_of()
        theirs = outcome_of(STRANGER)
        page = vera.get(self.URL, {"project": theirs.enrolment.project.code})
        assert [one for one, _next in page.context["lines"]] == [theirs]

    def test_own_provinces_only(self, browse):
        outcome_of()
        assert not browse("wim").get(self.URL).context["lines"]

    def test_never_of_ones_own_organisation(self, vera):
        MembershipFactory(staff__user=play("vera"), staff__organisation=organisation(CORE))
        outcome = outcome_of()
        page = vera.get(self.URL)
        assert not page.context["lines"]
        assert vera.post(at("outcome_verify", outcome), {"result": "confirmed"}).status_code == 403

    def test_nothing_found_and_plans_are_nothing_to_look_up(self, vera):
        outcome_of(kind="none")
        outcome_of(started_on=date(2022, 4, 2))
        page = vera.get(self.URL)
        assert not page.context["lines"]
        assert "Alles is nagekeken." in page.text

    def test_it_stands_on_the_home_page(self, vera):
        outcome = outcome_of()
        page = vera.get("/").text
        assert "Uitstroom na te kijken" in page
        assert str(outcome.enrolment.mentee) in page

    def test_more_rows_take_no_more_queries(self, vera, django_assert_num_queries):
        outcome_of()
        vera.get(self.URL)
        with django_assert_num_queries(30, exact=False) as few:
            vera.get(self.URL)
        for _ in range(4):
            outcome_of()
        with django_assert_num_queries(len(few)):
            vera.get(self.URL)


class TestMeasurements:
    URL = "/uitstroom/te-meten/"

    def test_it_works(self, alice):
        enrolment = enrolment_of(**ENDED)
        page = alice.get(self.URL)
        [(row, when, form)] = page.context["lines"]
        assert (row, when, form["month"].value()) == (enrolment, "1 maand na het einde", 1)
        assert "Nog altijd" not in page.text
        sent = {"month": "1", "result": "none", "next": self.URL}
        page = alice.post(at("enrolment_measure", enrolment), sent, follow=True)
        assert page.request["PATH_INFO"] == self.URL
        assert "De meting is genoteerd." in page.text
        assert "Er is nu niemand te bellen." in page.text

    def test_new_work(self, alice):
        enrolment = enrolment_of(**ENDED)
        alice.post(at("enrolment_measure", enrolment), {"month": "1", "result": "new"} | ALONG)
        assert Outcome.objects.get().employer == "Bakkerij Mulu"

    def test_still_at_work(self, alice):
        outcome = ended_at_work()
        page = alice.get(self.URL)
        assert "Nog altijd: contract van onbepaalde duur bij Mulu" in page.text
        sent = {"month": "1", "result": "still", "stopped_on": ""}
        alice.post(at("enrolment_measure", outcome.enrolment), sent)
        assert Measurement.objects.get().result == "known"

    @pytest.mark.parametrize(
        ("sent", "field"),
        [
            ({}, "result"),
            ({"result": "x"}, "result"),
            ({"result": "new"}, "outcome_kind"),
            ({"result": "new", "outcome_kind": "ibo"}, "outcome_started_on"),
            (
                {"result": "new", "outcome_kind": "ibo", "outcome_started_on": "1/1/1950"},
                "outcome_started_on",
            ),
        ],
        ids=str,
    )
    def test_errors_stand_on_a_page_of_their_own(self, alice, sent, field):
        enrolment = enrolment_of(**ENDED)
        page = alice.post(at("enrolment_measure", enrolment), {"month": "1"} | sent)
        assert field in page.context["form"].errors
        assert not Measurement.objects.exists()

    @pytest.mark.parametrize(
        ("sent", "field"),
        [
            ({"result": "none"} | ALONG, "result"),
            ({"result": "still"} | ALONG, "result"),
            ({"result": "still", "stopped_on": "1/3/2022"}, "stopped_on"),
            ({"result": "not_reached", "stopped_on": "1/3/2022"}, "stopped_on"),
        ],
        ids=str,
    )
    def test_nothing_that_was_typed_is_left_aside(self, alice, sent, field):
        outcome = ended_at_work()
        page = alice.post(at("enrolment_measure", outcome.enrolment), {"month": "1"} | sent)
        assert list(page.context["form"].errors) == [field]
        assert not Measurement.objects.exists()

    def test_a_page_from_before_the_work_ended_is_answered(self, alice):
        outcome = ended_at_work(ended_on=date(2022, 3, 1))
        sent = {"month": "1", "result": "none", "stopped_on": "1/3/2022"}
        page = alice.post(at("enrolment_measure", outcome.enrolment), sent)
        assert "Er is niets dat nog loopt." in page.text
        alice.post(at("enrolment_measure", outcome.enrolment), sent | {"stopped_on": ""})
        assert Measurement.objects.get().result == "none"

    def test_done_is_done(self, alice):
        enrolment = enrolment_of(**ENDED)
        sent = {"month": "1", "result": "none"}
        alice.post(at("enrolment_measure", enrolment), sent)
        late = alice.post(at("enrolment_measure", enrolment), sent)
        assert late.status_code == 409
        assert "Deze meting is al gedaan." in late.text

    def test_the_file_tells_what_is_planned(self, alice):
        enrolment = enrolment_of(**ENDED)
        alice.post(at("enrolment_measure", enrolment), {"month": "1", "result": "not_reached"})
        page = alice.get(at("enrolment", enrolment)).text
        assert "12 maanden na het einde" in page
        assert "niet bereikt" in page
        assert at("enrolment_measure", enrolment) in page
        alice.post(at("enrolment_measure", enrolment), {"month": "1", "result": "none"})
        page = alice.get(at("enrolment", enrolment)).text
        assert at("enrolment_measure", enrolment) not in page

    def test_vdab_reads_nothing_of_it(self, vera):
        enrolment = enrolment_of(**ENDED, closing_note="Verhuist naar Gent.")
        page = vera.get(at("enrolment", enrolment)).text
        assert "Verhuist naar Gent." not in page
        assert "maanden na het einde" not in page

    def test_more_rows_take_no_more_queries(self, alice, django_assert_num_queries):
        enrolment_of(**ENDED)
        alice.get(self.URL)
        with django_assert_num_queries(30, exact=False) as few:
            alice.get(self.URL)
        for _ in range(4):
            outcome_of(started_on=date(2022, 2, 2), ended_on=date(2022, 2, 4))
        with django_assert_num_queries(len(few)):
            page = alice.get(self.URL)
        assert len(page.context["lines"]) == 5


class TestClosing:
    def sent(self, **values):
        return {"reason": "work", "ended_on": "01/04/2022"} | values

    def test_with_an_interview_and_a_job(self, alice):
        enrolment = enrolment_of(active=True)
        sent = self.sent(interview_on="30/03/2022", note="Was tevreden.") | ALONG
        page = alice.post(at("enrolment_end", enrolment), sent, follow=True).text
        assert "Was tevreden." in page
        assert "30\xa0maart 2022" in page
        assert Outcome.objects.get().evidence == "payslip"

    def test_an_open_duo_is_said_before_the_form(self, alice):
        match = MatchFactory(enrolment=enrolment_of(active=True))
        page = alice.get(at("enrolment_end", match.enrolment)).text
        assert "Beëindig eerst het duo." in page
        assert "Slotgesprek" not in page
        late = alice.post(at("enrolment_end", match.enrolment), self.sent(note="Blijft staan."))
        assert late.status_code == 409
        assert "Blijft staan." in late.text

    def test_without_either(self, alice):
        enrolment = enrolment_of(active=True)
        alice.post(at("enrolment_end", enrolment), self.sent())
        enrolment.refresh_from_db()
        assert (enrolment.closing_interview_on, enrolment.closing_note) == (None, "")
        assert not Outcome.objects.exists()

    @pytest.mark.parametrize(
        ("sent", "field"),
        [
            ({"interview_on": "02/04/2022"}, "interview_on"),
            ({"interview_on": "01/02/2020"}, "interview_on"),
            ({"note": "x" * 501}, "note"),
            ({"outcome_employer": "Mulu"}, "outcome_kind"),
            ({"outcome_kind": "ibo"}, "outcome_started_on"),
        ],
        ids=str,
    )
    def test_errors_stand_at_their_fields_and_nothing_happens(self, alice, sent, field):
        enrolment = enrolment_of(active=True)
        page = alice.post(at("enrolment_end", enrolment), self.sent(**sent))
        assert field in page.context["form"].errors
        enrolment.refresh_from_db()
        assert (enrolment.state, enrolment.changes.count()) == ("active", 0)
