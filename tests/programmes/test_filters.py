"""A filter finds nobody by what its reader may not see."""

import pytest
from django.urls import reverse

from tests.cast import enrolment_of, play
from tests.conftest import TODAY
from tests.factories import EnrolmentFactory, ProjectFactory
from tests.programmes.test_frame_api import PROJECTS

pytestmark = pytest.mark.django_db


def another_enrolment(seen, **values):
    """Of the same person, in another project of the promoter."""
    other = ProjectFactory(promoter=seen.project.promoter, lot=seen.project.lot)
    return EnrolmentFactory(project=other, mentee=seen.mentee, **values)


@pytest.fixture
def draft_beside_one_that_ended():
    """The counsellor decided about the one that ended, and is not asked about the draft yet."""
    return another_enrolment(enrolment_of(ended=True))


@pytest.fixture
def rejected_beside_ones_own():
    """The coach coaches a draft; what VDAB refused was a colleague's."""
    own = enrolment_of(coach=play("carl").acting.staff)
    return another_enrolment(own, rejected=True)


def found(api, name, **asked):
    return api(name).get("/api/v1/mentees/", asked).json()["count"]


class TestMentees:
    def test_a_draft_that_a_counsellor_does_not_see(self, api, draft_beside_one_that_ended):
        hidden = draft_beside_one_that_ended
        assert found(api, "vera", state="ended") == 1
        assert found(api, "vera", state="draft") == 0
        assert found(api, "vera", project=hidden.project.code) == 0
        assert found(api, "alice", state="draft", project=hidden.project.code) == 1

    def test_an_enrolment_that_a_coach_does_not_see(self, api, rejected_beside_ones_own):
        hidden = rejected_beside_ones_own
        assert found(api, "carl", state="draft") == 1
        assert found(api, "carl", state="rejected") == 0
        assert found(api, "carl", project=hidden.project.code) == 0

    def test_the_page_finds_the_same(self, browse, draft_beside_one_that_ended):
        name = draft_beside_one_that_ended.mentee.last_name
        vera = browse("vera")
        assert name in vera.get(reverse("mentees"), {"state": "ended"}).text
        assert name not in vera.get(reverse("mentees"), {"state": "draft"}).text

    def test_it_takes_as_many_queries_however_many_rows(self, api, django_assert_num_queries):
        alice, asked = api("alice"), {"state": "draft", "project": enrolment_of().project.code}
        with django_assert_num_queries(60, exact=False) as few:
            alice.get("/api/v1/mentees/", asked)
        for _ in range(4):
            enrolment_of()
        with django_assert_num_queries(len(few)):
            assert alice.get("/api/v1/mentees/", asked).json()["count"] == 5


class TestProjects:
    """Whether an extension was asked is between the promoter and who decides."""

    def test_who_reads_no_requests_finds_nothing_by_them(self, api, browse):
        ProjectFactory(ends_on=TODAY)
        for name in ("carl", "vera"):
            assert api(name).get(PROJECTS, {"extension": "due"}).status_code == 400
            assert browse(name).get(reverse("projects"), {"extension": "due"}).status_code == 400
        assert api("alice").get(PROJECTS, {"extension": "due"}).status_code == 200
