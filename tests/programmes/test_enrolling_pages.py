"""A new enrolment for a file that is there, and the referrals of VDAB at the promoter."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from m2w.audit.models import Entry
from programmes import services
from programmes.choices import State
from programmes.models import Enrolment
from tests.cast import CORE, enrolment_of, organisation, play, project_of
from tests.conftest import TODAY
from tests.factories import LotFactory, MenteeFactory, ProjectFactory
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db


def body(response):
    return response.content.decode()


class TestEnrol:
    @pytest.fixture
    def mentee(self):
        return enrolment_of(ended=True, coach=play("carl").acting.staff).mentee

    def at(self, mentee):
        return reverse("mentee_enrol", args=[mentee.pk])

    def test_it_works(self, browse, mentee):
        address, project = self.at(mentee), project_of()
        page = body(browse("alice").get(address))
        assert project.name in page
        assert "Past." in page
        answer = browse("alice").post(address, {"project": project.code})
        draft = mentee.enrolments.get(state=State.DRAFT)
        assert answer.url == reverse("enrolment", args=[draft.pk])

    def test_a_coach_enrols_their_own(self, browse, mentee):
        browse("carl").post(self.at(mentee), {"project": project_of().code})
        assert mentee.enrolments.get(state=State.DRAFT).coach == play("carl").acting.staff
        other = MenteeFactory(promoter=organisation(CORE))
        assert browse("carl").get(self.at(other)).status_code == 404

    def test_tells_why_a_project_does_not_fit(self, browse, mentee):
        ProjectFactory(
            promoter=organisation(CORE),
            starts_on=date(2021, 1, 1),
            lot=LotFactory(subgroups=("hoa",)),
        )
        assert "Dit perceel vraagt hooggeschoolden." in body(browse("alice").get(self.at(mentee)))

    @pytest.mark.parametrize("state", ["referred", "submitted", "info_requested", "approved"])
    def test_not_while_one_runs_in_the_same_project(self, browse, state):
        mentee = enrolment_of(**{state: True}).mentee
        page = browse("alice").post(self.at(mentee), {"project": project_of().code})
        assert list(page.context["form"].errors) == ["project"]
        assert Enrolment.objects.count() == 1
        assert Entry.objects.get(action="act.refused").details["code"] == "already_in_project"

    def test_nor_a_second_draft(self, mentee):
        services.create_draft(mentee, project_of(), by=play("alice"))
        code = refusal(services.create_draft, mentee, project_of(), by=play("alice"))
        assert code == "already_in_project"

    def test_a_draft_elsewhere_is_no_obstacle(self, mentee):
        other = ProjectFactory(promoter=organisation(CORE))
        services.create_draft(mentee, other, by=play("alice"))
        assert services.create_draft(mentee, project_of(), by=play("alice")).state == State.DRAFT

    def test_only_running_projects_of_ones_own(self, browse, mentee):
        project_of()
        over, theirs = ProjectFactory(promoter=organisation(CORE)), project_of("second")
        for project in [over, theirs]:
            page = browse("alice").post(self.at(mentee), {"project": project.code})
            assert list(page.context["form"].errors) == ["project"]

    def test_without_a_running_project_it_says_so(self, browse):
        mentee = MenteeFactory(promoter=organisation(CORE))
        assert "Er loopt vandaag geen project" in body(browse("alice").get(self.at(mentee)))

    def test_a_stranger_is_denied(self, mentee):
        with pytest.raises(PermissionDenied):
            services.create_draft(mentee, project_of(), by=play("charlie"))


class TestIntake:
    @pytest.fixture
    def referral(self):
        return enrolment_of(referred=True, coach=play("carl").acting.staff)

    def at(self, enrolment):
        return reverse("enrolment_intake", args=[enrolment.pk])

    def test_it_works(self, browse, referral):
        answer = browse("carl").post(self.at(referral), {"intake_on": "12-4-2022"})
        assert answer.url == reverse("referrals")
        referral.refresh_from_db()
        assert (referral.intake_on, referral.state) == (date(2022, 4, 12), State.REFERRED)
        assert Entry.objects.get(action="enrolment.intake_planned").actor == play("carl")

    def test_leads_to_the_answer(self, browse, referral):
        page = body(browse("alice").get(self.at(referral)))
        for step in ["accept_referral", "decline_referral"]:
            assert reverse(f"enrolment_{step}", args=[referral.pk]) in page

    @pytest.mark.parametrize("typed", ["", "31/02/2022", "19/01/2020", "02/04/2023"])
    def test_another_day_is_refused_at_the_field(self, browse, referral, typed):
        page = browse("alice").post(self.at(referral), {"intake_on": typed})
        assert list(page.context["form"].errors) == ["intake_on"]
        assert page.context["form"]["intake_on"].value() == typed

    def test_from_the_referral_to_a_year_ahead(self, referral):
        for day in [referral.referred_on, TODAY.replace(year=2023)]:
            assert services.plan_intake(referral, day, by=play("alice")).intake_on == day
        too_early = date(2020, 1, 19)
        assert faulty_fields(services.plan_intake, referral, too_early, by=play("alice")) == [
            "intake_on"
        ]

    def test_not_once_it_is_answered(self, browse):
        draft = enrolment_of()
        assert refusal(services.plan_intake, draft, TODAY, by=play("alice")) == "not_now"
        assert "al beantwoord" in body(browse("alice").get(self.at(draft)))
        answer = browse("alice").post(self.at(draft), {"intake_on": "12/04/2022"})
        assert answer.url == reverse("enrolment", args=[draft.pk])

    @pytest.mark.parametrize("who", ["charlie", "vera"])
    def test_is_the_promoters(self, referral, who):
        with pytest.raises(PermissionDenied):
            services.plan_intake(referral, TODAY, by=play(who))


class TestReferrals:
    def test_lists_only_what_waits_the_next_intake_first(self, browse):
        later, sooner, unplanned = (enrolment_of(referred=True) for _ in range(3))
        enrolment_of(declined=True)
        for enrolment, day in [(later, 20), (sooner, 10)]:
            services.plan_intake(enrolment, date(2022, 4, day), by=play("alice"))
        page = browse("alice").get(reverse("referrals"))
        assert list(page.context["object_list"]) == [sooner, later, unplanned]
        assert page.context["shown"] == 3
        assert "nog te plannen" in body(page)

    def test_finds_by_name_among_those_only(self, browse):
        enrolment_of(referred=True, mentee__last_name="Zwaluw")
        enrolment_of(active=True, mentee__last_name="Zwaluw")
        assert browse("alice").get(reverse("referrals"), {"q": "zwaluw"}).context["shown"] == 1

    def test_the_number_of_queries_is_constant(self, browse):
        alice = browse("alice")
        enrolment_of(referred=True)
        alice.get(reverse("referrals"))
        few = self.queries(alice)
        for _ in range(5):
            enrolment_of(referred=True)
        assert self.queries(alice) == few

    def queries(self, client):
        with CaptureQueriesContext(connection) as seen:
            client.get(reverse("referrals"))
        return len(seen)
