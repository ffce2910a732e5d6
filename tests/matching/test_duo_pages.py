"""The page of a duo, what is done with it there, and starting one."""

from datetime import date

import pytest
from django.urls import reverse

from m2w.audit.models import Entry
from matching import services
from matching.acts import ACTS
from matching.forms.duos import ACT_FORMS
from matching.models import Match
from tests.cast import CORE, STRANGER, enrolment_of, organisation, play
from tests.conftest import TODAY
from tests.factories import ContactFactory, MatchFactory, MembershipFactory, MentorFactory

pytestmark = pytest.mark.django_db


def carl():
    return play("carl").acting.staff


def duo(**values):
    days = {"started_on": date(2022, 3, 1), "planned_end_on": date(2022, 9, 1)}
    enrolment = enrolment_of(active=True, coach=carl())
    return MatchFactory(enrolment=enrolment, coach=carl(), **days | values)


def page_of(browse, who, match):
    return browse(who).get(reverse("match", args=[match.pk]))


def send(browse, who, match, name, **sent):
    return browse(who).post(reverse(f"match_{name}", args=[match.pk]), sent)


def buttons(page):
    return [act.label for act in page.context["acts"]]


class TestPage:
    def test_it_works(self, browse):
        match = duo(agreement_on=date(2022, 3, 1), contact_every_days=10)
        ContactFactory(match=match, held_on=date(2022, 3, 28), minutes=90)
        for kind in ("checkin_mentor", "checkin_mentee"):
            ContactFactory(match=match, held_on=date(2022, 3, 28), kind=kind)
        page = page_of(browse, "carl", match)
        for told in ["maand 2 van 6", "samen 1 u 30", "om de 10 dagen", "van dit duo", "Arabisch"]:
            assert told in page.text
        labels = [str(step.mark.label) for step in page.context["happened"]]
        assert set(labels) == {"Duo gestart", "Afsprakennota getekend"}
        assert page.context["callouts"] == []

    def test_its_buttons_are_those_of_the_table(self, browse):
        match = duo()
        page = page_of(browse, "carl", match)
        allowed = [str(act.label).capitalize() for act in ACTS.available(match, play("carl"))]
        assert buttons(page) == allowed
        for act in page.context["acts"]:
            assert browse("carl").get(act.url).status_code == 200

    def test_every_act_has_a_form(self):
        assert {act.name for act in ACTS} == set(ACT_FORMS)

    def test_a_counsellor_reads_its_status_only(self, browse):
        match = duo(paused_from=TODAY, agreement_on=date(2022, 3, 2))
        page = page_of(browse, "vera", match)
        assert "gepauzeerd" in page.text
        for kept in ["2\xa0maart 2022", "Afspraken", "Pauzeren", "Hervatten", "maand 2"]:
            assert kept not in page.text

    def test_who_has_not_met_for_too_long_is_told_first(self, browse):
        page = page_of(browse, "carl", duo())
        assert "Al 31 dagen geen geslaagd contact." in page.text
        assert "Afgesproken is om de 14 dagen." in page.text

    def test_a_pause_is_told_and_quiets_the_rest(self, browse):
        page = page_of(browse, "carl", duo(paused_from=TODAY))
        assert "Gepauzeerd vanaf 1\xa0april 2022." in page.text
        assert "geen geslaagd contact" not in page.text

    def test_a_pause_to_come_is_told(self, browse):
        match = duo(paused_from=date(2022, 4, 5), paused_until=date(2022, 4, 9))
        told = "Pauze gepland van 5\xa0april 2022 tot en met 9\xa0april 2022."
        assert told in page_of(browse, "carl", match).text

    def test_an_end_that_is_past_is_told(self, browse):
        page = page_of(browse, "carl", duo(planned_end_on=TODAY))
        assert "Het geplande einde is voorbij." in page.text

    def test_after_a_misfit_these_two_are_not_tried_again(self, browse):
        page = page_of(browse, "alice", duo(ended_on=TODAY, end_reason="misfit"))
        assert "Deze twee worden niet opnieuw aan elkaar voorgesteld." in page.text
        assert buttons(page) == []

    def test_a_duo_that_ended_leads_to_the_next_one(self, browse):
        match = duo(ended_on=TODAY, end_reason="misfit")
        again = page_of(browse, "carl", match).context["start_url"]
        assert browse("carl").get(again).context["enrolment"] == match.enrolment
        MatchFactory(enrolment=match.enrolment, started_on=TODAY)
        assert page_of(browse, "carl", match).context["start_url"] == ""

    def test_more_of_everything_takes_no_more_queries(self, browse, django_assert_num_queries):
        match, carl = duo(), browse("carl")
        address = reverse("match", args=[match.pk])
        carl.get(address)
        with django_assert_num_queries(100, exact=False) as few:
            carl.get(address)
        for day in range(1, 6):
            ContactFactory(match=match, held_on=date(2022, 3, day))
            services.extend_match(match, by=play("alice"), planned_end_on=date(2022, 10, day))
        with django_assert_num_queries(len(few)):
            carl.get(address)


class TestActs:
    @pytest.mark.parametrize(
        ("name", "sent", "field", "value"),
        [
            ("arrange", {"agreement_on": "28/03/2022"}, "agreement_on", date(2022, 3, 28)),
            ("extend", {"planned_end_on": "01/10/2022"}, "planned_end_on", date(2022, 10, 1)),
            ("pause", {"paused_from": "01/04/2022"}, "paused_from", TODAY),
            ("end", {"reason": "work", "ended_on": "31/03/2022"}, "ended_on", date(2022, 3, 31)),
        ],
    )
    def test_they_work(self, browse, name, sent, field, value):
        match = duo()
        answer = send(browse, "carl", match, name, **sent)
        assert answer.url == reverse("match", args=[match.pk])
        match.refresh_from_db()
        assert getattr(match, field) == value

    def test_a_pause_is_lifted(self, browse):
        match = duo(paused_from=date(2022, 3, 20))
        send(browse, "alice", match, "resume")
        match.refresh_from_db()
        assert match.paused_until == date(2022, 3, 31)
        steps = page_of(browse, "alice", match).context["happened"]
        assert "duo hervat" in [str(step.mark.label) for step in steps]

    def test_of_one_day_the_last_act_stands_first(self, browse):
        match = duo(paused_from=date(2022, 3, 20))
        send(browse, "alice", match, "resume")
        send(browse, "alice", match, "extend", planned_end_on="01/12/2022")
        steps = page_of(browse, "alice", match).context["happened"]
        labels = [str(step.mark.label) for step in steps]
        assert labels[:2] == ["duo verlengd", "duo hervat"]

    def test_an_act_that_came_too_late_says_once_why(self, browse):
        match = duo(paused_from=TODAY)
        page = send(browse, "alice", match, "pause", paused_from="01/04/2022")
        assert page.text.count("Dit kan nu niet") == 1
        assert "Dit kan nu niet: de stand is “gepauzeerd”." in page.text

    def test_who_gives_a_duo_away_goes_back_to_the_list(self, browse):
        match = MatchFactory(
            enrolment=enrolment_of(active=True), coach=carl(), started_on=date(2022, 3, 1)
        )
        other = MembershipFactory(role="coach", staff__organisation=organisation(CORE)).staff
        answer = send(browse, "carl", match, "change_coach", coach=other.pk)
        assert answer.url == reverse("matches")
        address = reverse("match", args=[match.pk])
        assert browse("carl").get(address).status_code == 404
        steps = page_of(browse, "alice", match).context["happened"]
        assert ("andere mentor-coach", str(other)) in [(str(s.mark.label), s.note) for s in steps]

    def test_the_coach_to_come_is_another_one(self, browse):
        match = duo()
        other = MembershipFactory(role="coach", staff__organisation=organisation(CORE)).staff
        page = browse("alice").get(reverse("match_change_coach", args=[match.pk]))
        assert list(page.context["form"].fields["coach"].queryset) == [other]

    @pytest.mark.parametrize(
        ("name", "sent", "field"),
        [
            ("arrange", {"agreement_on": "02/04/2022"}, "agreement_on"),
            ("arrange", {"contact_every_days": "0"}, "contact_every_days"),
            ("arrange", {"contact_every_days": "veel"}, "contact_every_days"),
            ("extend", {"planned_end_on": "01/08/2022"}, "planned_end_on"),
            ("extend", {"planned_end_on": ""}, "planned_end_on"),
            ("pause", {"paused_from": "01/04/2022", "paused_until": "x"}, "paused_until"),
            ("end", {"reason": "", "ended_on": "01/04/2022"}, "reason"),
            ("end", {"reason": "work", "ended_on": "02/04/2022"}, "ended_on"),
        ],
    )
    def test_what_is_wrong_is_said_at_its_field_and_stays(self, browse, name, sent, field):
        page = send(browse, "carl", duo(), name, **sent)
        assert list(page.context["form"].errors) == [field]
        assert page.status_code == 200
        for typed in sent.values():
            assert typed in page.text

    def test_once_it_ended_the_page_says_so_and_keeps_what_was_typed(self, browse):
        match = duo()
        services.end_match(match, by=play("alice"), reason="work")
        page = send(browse, "carl", match, "extend", planned_end_on="01/10/2022")
        assert page.status_code == 409
        assert "Dit duo is al beëindigd." in page.text
        assert "01/10/2022" in page.text
        assert Entry.objects.get(action="act.refused").details["code"] == "already_ended"

    def test_of_a_restricted_file_is_said_why(self, browse):
        match = duo(mentor__restricted_on=date(2022, 3, 1))
        page = browse("alice").get(reverse("match_pause", args=[match.pk]))
        assert "De verwerking is beperkt." in page.text
        assert buttons(page_of(browse, "alice", match)) == []

    def test_a_strangers_does_not_exist(self, browse):
        theirs = MatchFactory(enrolment=enrolment_of(STRANGER, active=True))
        assert send(browse, "alice", theirs, "pause").status_code == 404
        assert send(browse, "vera", duo(), "pause").status_code == 403


class TestStart:
    DAYS = {"started_on": "01/04/2022", "agreement_on": "31/03/2022"}

    def mentor(self, **values):
        return MentorFactory(promoter=organisation(CORE), **values)

    def address(self, enrolment, **query):
        return reverse("match_start", args=[enrolment.pk], query=query)

    def test_it_works(self, browse):
        enrolment, mentor = enrolment_of(approved=True), self.mentor()
        sent = {
            **self.DAYS,
            "mentor": mentor.pk,
            "coach": carl().pk,
            "first_meeting_on": "05/04/2022",
            "contact_every_days": "10",
            "planned_end_on": "01/12/2022",
        }
        answer = browse("alice").post(self.address(enrolment), sent)
        match = Match.objects.get()
        assert answer.url == reverse("match", args=[match.pk])
        assert (match.mentor, match.coach, match.contact_every_days) == (mentor, carl(), 10)
        assert match.first_meeting_on == date(2022, 4, 5)
        assert match.planned_end_on == date(2022, 12, 1)

    def test_the_mentor_that_was_chosen_elsewhere_is_filled_in(self, browse):
        self.mentor()
        mentor = self.mentor()
        page = browse("alice").get(self.address(enrolment_of(approved=True), mentor=mentor.pk))
        assert f'<option value="{mentor.pk}" selected>' in page.text

    @pytest.mark.parametrize("mentor", ["x", "00000000-0000-4000-8000-000000000000"])
    def test_one_that_does_not_exist_is_not(self, browse, mentor):
        page = browse("alice").get(self.address(enrolment_of(approved=True), mentor=mentor))
        assert page.status_code == 200

    def test_only_mentors_of_the_gate_are_to_choose(self, browse):
        mine = self.mentor()
        self.mentor(restricted_on=date(2022, 3, 1))
        self.mentor(is_erased=True)
        theirs = MentorFactory(promoter=organisation(STRANGER))
        enrolment = enrolment_of(approved=True)
        page = browse("alice").get(self.address(enrolment))
        assert list(page.context["form"].fields["mentor"].queryset) == [mine]
        sent = {**self.DAYS, "mentor": theirs.pk, "coach": carl().pk}
        assert list(browse("alice").post(self.address(enrolment), sent).context["form"].errors) == [
            "mentor"
        ]

    def test_everyone_to_choose_from_is_on_the_record(self, browse):
        mentor = self.mentor()
        browse("alice").get(self.address(enrolment_of(approved=True)))
        assert Entry.objects.filter(action="file.listed", object_id=mentor.pk).exists()

    @pytest.mark.parametrize(
        ("values", "field", "sentence"),
        [
            ({"trained_on": None}, "mentor", "De mentor heeft de mentorvorming dan nog niet"),
            ({"languages": {"nl": "C2"}}, "mentor", "delen geen taal op het vereiste niveau."),
            ({"languages": {"ar": "C2"}}, "coach", "Mentor en mentor-coach delen geen taal"),
        ],
    )
    def test_what_a_hard_rule_refuses_is_said_and_all_stays(self, browse, values, field, sentence):
        mentor = self.mentor(**values)
        sent = {**self.DAYS, "mentor": mentor.pk, "coach": carl().pk}
        page = browse("alice").post(self.address(enrolment_of(approved=True)), sent)
        assert (page.status_code, list(page.context["form"].errors)) == (409, [field])
        assert sentence in page.text
        assert f'<option value="{mentor.pk}" selected>' in page.text
        assert "31/03/2022" in page.text
        assert not Match.objects.exists()

    @pytest.mark.parametrize(
        ("given", "why"),
        [
            ({"submitted": True}, "Een duo start pas na de goedkeuring door VDAB."),
            ({"ended": True}, "Een duo start pas na de goedkeuring door VDAB."),
            (
                {"approved": True, "mentee__restricted_on": date(2022, 3, 1)},
                "De verwerking is beperkt.",
            ),
        ],
    )
    def test_what_cannot_start_is_said(self, browse, given, why):
        page = browse("alice").get(self.address(enrolment_of(**given)))
        assert why in page.text
        assert "<select" not in page.text

    def test_what_the_mentee_insists_on_stands_beside_it(self, browse):
        enrolment = enrolment_of(approved=True, mentee__hard_wishes=("gender:f",))
        page = browse("alice").get(self.address(enrolment))
        assert ("Voorwaarden", "gender: vrouw") in [
            (str(fact.label), str(fact.text)) for fact in page.context["facts"]
        ]

    def test_who_has_a_mentor_waits_for_none(self, browse):
        page = browse("alice").get(self.address(duo().enrolment))
        assert "Deze mentee heeft al een mentor." in page.text

    def test_the_file_leads_there_while_it_waits(self, browse):
        enrolment = enrolment_of(approved=True, coach=carl())
        for who, url in [("alice", self.address(enrolment)), ("carl", self.address(enrolment))]:
            page = browse(who).get(reverse("enrolment", args=[enrolment.pk]))
            assert page.context["start_url"] == url
        for who, one in [("vera", enrolment), ("alice", duo().enrolment)]:
            page = browse(who).get(reverse("enrolment", args=[one.pk]))
            assert page.context["start_url"] == ""

    def test_more_mentors_and_coaches_take_no_more_queries(self, browse, django_assert_num_queries):
        carl()
        self.mentor()
        alice, address = browse("alice"), self.address(enrolment_of(approved=True))
        alice.get(address)
        with django_assert_num_queries(60, exact=False) as few:
            alice.get(address)
        for _ in range(4):
            self.mentor()
            MatchFactory(enrolment=enrolment_of(active=True))
        with django_assert_num_queries(len(few)):
            alice.get(address)


class TestTimeline:
    def test_of_the_file_tells_what_was_done_with_a_duo(self, browse):
        match = duo(agreement_on=date(2022, 3, 2), first_meeting_on=date(2022, 3, 4))
        services.pause_match(match, by=play("carl"), paused_until=date(2022, 4, 8))
        services.extend_match(match, by=play("carl"), planned_end_on=date(2022, 10, 1))
        steps = self.steps(browse, "alice", match)
        assert {
            ("Afsprakennota getekend", date(2022, 3, 2), ""),
            ("Eerste gesprek", date(2022, 3, 4), ""),
            ("duo gepauzeerd", TODAY, "tot en met 8\xa0april 2022"),
            ("duo verlengd", TODAY, "tot 1\xa0oktober 2022"),
        } <= steps
        labels = {label for label, _on, _note in self.steps(browse, "vera", match)}
        assert labels <= {"Duo gestart", "Contact", "goedgekeurd", "ingediend", "gestart"}

    def test_a_first_meeting_to_come_is_no_history(self, browse):
        match = duo(first_meeting_on=date(2022, 4, 2))
        labels = {label for label, _on, _note in self.steps(browse, "alice", match)}
        assert "Eerste gesprek" not in labels

    def steps(self, browse, who, match):
        page = browse(who).get(reverse("enrolment", args=[match.enrolment_id]))
        return {(str(s.mark.label), s.on, str(s.note)) for s in page.context["happened"]}


class TestHistory:
    """All duos of someone, with who framed them, in which languages, and how they ended."""

    def test_of_a_mentee_over_all_enrolments(self, browse):
        first = MatchFactory(
            enrolment=enrolment_of(ended=True), ended_on=date(2020, 8, 1), end_reason="misfit"
        )
        second = enrolment_of(active=True, mentee=first.enrolment.mentee)
        MatchFactory(enrolment=second)
        page = browse("alice").get(reverse("enrolment", args=[second.pk]))
        assert len(page.context["matches"].rows) == 2
        for told in [first.coach, "het klikte niet", "1\xa0augustus 2020", "Arabisch"]:
            assert str(told) in page.text

    def test_of_a_mentor(self, browse):
        match = duo(ended_on=date(2022, 3, 20), end_reason="mentee_stopped")
        page = browse("carl").get(reverse("mentor", args=[match.mentor_id])).text
        for told in ["mentee stopte", "20\xa0maart 2022", "Arabisch", str(match.coach)]:
            assert told in page

    def test_a_counsellor_reads_no_reason(self, browse):
        match = duo(ended_on=date(2022, 3, 20), end_reason="mentee_stopped")
        for name, pk in [("mentor", match.mentor_id), ("enrolment", match.enrolment_id)]:
            assert "mentee stopte" not in browse("vera").get(reverse(name, args=[pk])).text


class TestClosing:
    def sent(self, **values):
        return {"reason": "completed", "ended_on": "01/04/2022"} | values

    def test_with_an_interview(self, browse):
        match = duo()
        sent = self.sent(interview_on="30/03/2022", note="Ze spreken nog af.")
        page = browse("alice").post(reverse("match_end", args=[match.pk]), sent, follow=True).text
        assert "Ze spreken nog af." in page
        assert "30\xa0maart 2022" in page

    @pytest.mark.parametrize(
        ("sent", "field"),
        [
            ({"interview_on": "02/04/2022"}, "interview_on"),
            ({"interview_on": "01/01/2020"}, "interview_on"),
            ({"note": "x" * 501}, "note"),
        ],
        ids=str,
    )
    def test_errors_stand_at_their_fields_and_nothing_happens(self, browse, sent, field):
        match = duo()
        page = browse("alice").post(reverse("match_end", args=[match.pk]), self.sent(**sent))
        assert list(page.context["form"].errors) == [field]
        match.refresh_from_db()
        assert match.ended_on is None

    def test_vdab_does_not_read_it(self, browse):
        match = duo(ended_on=date(2022, 3, 31), closing_note="Ze spreken nog af.")
        page = browse("vera").get(reverse("match", args=[match.pk])).text
        assert "Ze spreken nog af." not in page
