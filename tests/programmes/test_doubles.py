"""A submission refused because the person is enrolled elsewhere: VDAB hears, the promoter not."""

from datetime import date
from functools import partial

import pytest
from django.urls import reverse

from m2w.audit.models import Entry
from m2w.outbox.models import Notice
from m2w.reference.provinces import LIMBURG
from programmes import services
from programmes.models import Enrolment, Mentee
from programmes.services import people
from tests.cast import STRANGER, enrolment_of, new_mentee, organisation, play, project_of
from tests.conftest import TODAY
from tests.factories import EnrolmentFactory, LotFactory, ProjectFactory
from tests.programmes.test_mentee_api import NEW
from tests.programmes.test_queue_pages import text
from tests.races import DONE, race
from tests.refusals import refusal

pytestmark = pytest.mark.django_db


def elsewhere(**values):
    """An open enrolment of the stranger, in Limburg."""
    project = ProjectFactory(
        promoter=organisation(STRANGER), lot=LotFactory(provinces=(LIMBURG,)), name="Ginder"
    )
    return EnrolmentFactory(project=project, **{"submitted": True} | values)


def draft_of_same(other):
    return enrolment_of(mentee__vdab_number=other.mentee.vdab_number)


def told():
    return {(notice.to.user.name, notice.about_id) for notice in Notice.objects.all()}


@pytest.fixture
def both():
    play("vera"), play("wim"), play("alice"), play("charlie")
    theirs = elsewhere()
    return draft_of_same(theirs), theirs


def test_the_counsellors_of_both_provinces_hear_of_both_files(both):
    ours, theirs = both
    assert refusal(services.submit, ours, by=play("alice")) == "already_enrolled"
    assert told() == {("Vera", str(ours.pk)), ("Wim", str(theirs.pk))}
    assert set(Notice.objects.values_list("code", flat=True)) == {"enrolment.double"}


def test_accepting_a_referral_is_a_submission_too(both):
    _draft, theirs = both
    mentee = new_mentee(vdab_number=theirs.mentee.vdab_number, privacy_notice_on=TODAY)
    Enrolment.objects.filter(state="draft").delete()
    referral = services.refer(mentee, project_of(), by=play("vera"))
    Notice.objects.all().delete()
    assert refusal(services.accept_referral, referral, by=play("alice")) == "already_enrolled"
    assert told() == {("Vera", str(referral.pk)), ("Wim", str(theirs.pk))}


def test_vdab_then_sees_the_draft(both):
    ours, _theirs = both
    assert not Enrolment.objects.visible_to(play("vera")).filter(pk=ours.pk).exists()
    refusal(services.submit, ours, by=play("alice"))
    assert Enrolment.objects.visible_to(play("vera")).filter(pk=ours.pk).exists()
    assert not Enrolment.objects.visible_to(play("wim")).filter(pk=ours.pk).exists()


def test_nothing_of_the_submission_stays(both):
    ours, _theirs = both
    kept = ours.history.count()
    refusal(services.submit, ours, by=play("alice"))
    found = Enrolment.objects.get(pk=ours.pk)
    assert (found.state, found.submitted_on, found.screening) == ("draft", None, None)
    assert (found.version, found.changes.count(), found.history.count()) == (1, 0, kept)
    assert not Entry.objects.filter(action="enrolment.submitted").exists()


@pytest.mark.parametrize("who", ["alice", "charlie"])
def test_neither_promoter_is_told_anything(both, browse, who):
    ours, theirs = both
    refusal(services.submit, ours, by=play("alice"))
    assert not Notice.objects.filter(to__user=play(who)).exists()
    mine = ours if who == "alice" else theirs
    page = browse(who).get(reverse("enrolment", args=[mine.pk])).content.decode()
    assert "dubbel" not in page.casefold()
    assert "andere promotor" not in page.casefold()


def test_the_promoter_reads_only_the_domains_sentence(both, browse):
    ours, _theirs = both
    page = browse("alice").post(reverse("enrolment_submit", args=[ours.pk])).content.decode()
    assert "VDAB neemt contact met u op." in page
    assert "Ginder" not in page


def test_a_program_is_told_no_more_and_vdab_hears_of_it_too(both, api):
    ours, _theirs = both
    answer = api("alice").post(f"/api/v1/enrolments/{ours.pk}/submit/")
    assert (answer.status_code, answer.json()["code"]) == (409, "already_enrolled")
    assert answer.json()["detail"] == "VDAB neemt contact met u op."
    assert ("Vera", str(ours.pk)) in told()
    assert "double" not in api("alice").get(f"/api/v1/enrolments/{ours.pk}/").content.decode()


def test_vdab_hears_of_it_too_when_the_request_may_be_sent_again(both, api):
    ours, _theirs = both
    headers = {"Idempotency-Key": "one"}
    answer = api("alice").post(f"/api/v1/enrolments/{ours.pk}/submit/", headers=headers)
    assert answer.json()["code"] == "already_enrolled"
    assert ("Vera", str(ours.pk)) in told()


def test_and_of_one_among_many(api):
    play("vera"), play("wim")
    ours, theirs = enrolment_of(submitted=True), elsewhere()
    item = NEW | {"code": ours.mentee.code, "vdab_number": theirs.mentee.vdab_number}
    answer = api("alice").post("/api/v1/mentees/bulk/", {"items": [item]}, format="json")
    (result,) = answer.json()["results"]
    assert result["problem"]["code"] == "already_enrolled"
    assert ("Vera", str(ours.pk)) in told()


def test_of_a_number_that_makes_a_double_vdab_hears_and_the_promoter_not(browse):
    play("vera"), play("wim"), play("charlie")
    ours, theirs = enrolment_of(submitted=True), elsewhere()
    values = {"vdab_number": theirs.mentee.vdab_number}
    correct = partial(people.correct, by=play("alice"), version=ours.mentee.version)
    assert refusal(correct, ours.mentee, values) == "already_enrolled"
    assert told() == {
        (who, str(enrolment.pk)) for who in ("Vera", "Wim") for enrolment in (ours, theirs)
    }
    assert Mentee.objects.get(pk=ours.mentee_id).vdab_number == ours.mentee.vdab_number
    assert "VDAB-nummer" not in text(browse("charlie").get(reverse("notices")))
    page = text(browse("wim").get(reverse("notices")))
    assert f"Kijk na: {theirs}." in page
    assert str(ours.mentee) not in page


def test_another_refusal_tells_nobody():
    play("vera")
    draft = enrolment_of(mentee__privacy_notice_on=None)
    assert refusal(services.submit, draft, by=play("alice")) == "privacy_notice_missing"
    assert not Notice.objects.exists()
    assert Enrolment.objects.get().double_reported_on is None


class TestInTheQueue:
    def file(self, browse, enrolment, who="vera"):
        address = reverse("queue_file", args=["provincies", enrolment.pk])
        return browse(who).get(address)

    def test_both_files_are_linked_when_both_are_seen(self, browse):
        theirs = enrolment_of(STRANGER, submitted=True)
        ours = draft_of_same(theirs)
        refusal(services.submit, ours, by=play("alice"))
        for one, other in [(ours, theirs), (theirs, ours)]:
            page = self.file(browse, one).content.decode()
            assert "Deze persoon staat ook bij een andere promotor." in page
            assert reverse("enrolment", args=[other.pk]) in page

    def test_one_in_another_province_is_named_without_a_link(self, both, browse):
        ours, theirs = both
        refusal(services.submit, ours, by=play("alice"))
        page = self.file(browse, ours).content.decode()
        assert "Ginder" in page
        assert reverse("enrolment", args=[theirs.pk]) not in page

    def test_without_a_refusal_the_other_province_is_not_told(self, both, browse):
        ours, theirs = both
        page = self.file(browse, theirs, "wim").content.decode()
        assert "andere promotor" not in page
        assert ours.project.name not in page

    def test_the_same_promoter_is_no_double(self, browse):
        first = enrolment_of(submitted=True)
        EnrolmentFactory(project=project_of(), mentee=first.mentee, entered_by=play("vera"))
        assert "andere promotor" not in self.file(browse, first).content.decode()


@pytest.mark.django_db(transaction=True)
def test_of_two_submissions_at_once_the_refused_one_is_told():
    play("vera")
    theirs = enrolment_of(STRANGER)
    ours = draft_of_same(theirs)
    results = race(
        partial(services.submit, ours, by=play("alice")),
        partial(services.submit, theirs, by=play("charlie")),
    )
    assert results == {DONE: 1, "already_enrolled": 1}
    assert {about for _name, about in told()} == {str(ours.pk), str(theirs.pk)}
    assert Enrolment.objects.get(state="draft").double_reported_on == TODAY


class TestAnotherBirthDate:
    """The same number with another birth date is taken in silence, and VDAB is told."""

    @pytest.mark.parametrize(
        ("born", "heard"), [(date(1990, 1, 2), True), (date(1990, 1, 1), False)]
    )
    def test_only_vdab_hears(self, born, heard):
        other = EnrolmentFactory(
            project=ProjectFactory(promoter=organisation(STRANGER)),
            mentee__birth_date=date(1990, 1, 1),
            ended=True,
        )
        play("vera")
        draft = enrolment_of(
            mentee__vdab_number=other.mentee.vdab_number,
            mentee__birth_date=born,
            mentee__privacy_notice_on=TODAY,
        )
        services.submit(draft, by=play("alice"))
        notices = Notice.objects.filter(code="enrolment.other_birth_date")
        assert [notice.to.user.name for notice in notices] == (["Vera"] if heard else [])
