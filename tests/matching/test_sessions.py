"""Group sessions: who is on the list, who was there, and the list as proof of a claim."""

from datetime import date, time, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from pypdf import PdfReader

from m2w.documents.models import Document
from m2w.privacy.export import everything_about
from matching.models import Attendance, ClaimedSession, GroupSession, Match, Mentor
from matching.services import sessions
from programmes.models import Claim
from tests.cast import CORE, STRANGER, enrolment_of, organisation, play, project_of
from tests.factories import (
    AttendanceFactory,
    ClaimFactory,
    GroupSessionFactory,
    MatchFactory,
    MentorFactory,
)
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db

DAY = date(2022, 3, 15)
TYPED = {"kind": "info", "title": "Welkom", "held_on": "15/03/2022", "starts_at": "13:30"}


@pytest.fixture
def session(db):
    return GroupSessionFactory(project=project_of(CORE), held_on=DAY, title="Welkom")


@pytest.fixture
def mine(db):
    """A mentee of Carl's."""
    coach = play("carl").acting.staff
    return enrolment_of(CORE, active=True, coach=coach, mentee__last_name="Eigen")


@pytest.fixture
def not_mine(db):
    return enrolment_of(CORE, active=True, mentee__last_name="Vreemd")


def page_of(session):
    return reverse("session", args=[session.pk])


class TestMaking:
    def test_it_works(self, browse):
        project = project_of(CORE)
        typed = TYPED | {"project": str(project.pk), "minutes": "90", "place": "Buurthuis"}
        page = browse("carl").post(reverse("session_make"), typed, follow=True)
        assert "De sessie is gemaakt." in page.text
        assert "13.30 uur, 90 minuten" in page.text
        session = GroupSession.objects.get()
        assert (session.starts_at, session.place) == (time(13, 30), "Buurthuis")

    def test_a_double_click_makes_one(self, browse):
        typed = TYPED | {"project": str(project_of(CORE).pk)}
        carl = browse("carl")
        carl.post(reverse("session_make"), typed)
        again = carl.post(reverse("session_make"), typed)
        assert again.status_code == 409
        assert "Deze sessie staat er al." in again.text
        assert GroupSession.objects.count() == 1

    @pytest.mark.parametrize(
        ("typed", "field"),
        [
            ({"held_on": "01/01/2019"}, "held_on"),
            ({"minutes": "2400"}, "minutes"),
            ({"starts_at": "25:00"}, "starts_at"),
            ({"title": " "}, "title"),
            ({"kind": "x"}, "kind"),
        ],
        ids=str,
    )
    def test_faults_stand_at_their_fields(self, browse, typed, field):
        sent = TYPED | {"project": str(project_of(CORE).pk)} | typed
        answer = browse("alice").post(reverse("session_make"), sent)
        assert list(answer.context["form"].errors) == [field]

    def test_another_promoters_project_is_no_choice(self, browse):
        typed = TYPED | {"project": str(project_of(STRANGER).pk)}
        answer = browse("alice").post(reverse("session_make"), typed)
        assert list(answer.context["form"].errors) == ["project"]
        with pytest.raises(PermissionDenied):
            sessions.make_session(project_of(STRANGER), by=play("alice"), title="x", kind="info")

    def test_a_stranger_leads_nothing(self, session):
        stranger = play("charlie").acting.staff
        act = sessions.amend_session
        assert refusal(act, session, by=play("alice"), led_by=stranger) == "not_a_colleague"

    def test_it_is_amended_and_deleted(self, browse, session):
        alice = browse("alice")
        typed = TYPED | {"title": "Afscheid"}
        page = alice.post(reverse("session_amend", args=[session.pk]), typed, follow=True)
        assert "Afscheid" in page.text
        alice.post(reverse("session_delete", args=[session.pk]))
        assert not GroupSession.objects.exists()

    def test_it_counts_for_nobodys_rhythm(self, session, mine):
        match = MatchFactory(enrolment=mine, started_on=date(2022, 1, 1))
        late = Match.objects.without_contact(DAY)
        AttendanceFactory(session=session, enrolment=mine, present="yes")
        assert list(late) == [match]


class TestList:
    def test_several_are_put_on_it_at_once(self, browse, session, mine, not_mine):
        mentor = MentorFactory(promoter=organisation(CORE), last_name="Peeters")
        ended = enrolment_of(CORE, ended=True)
        address = reverse("session_add", args=[session.pk])
        offered = browse("alice").get(address).context["form"].fields
        assert set(offered["enrolments"].queryset) == {mine, not_mine}
        assert ended not in offered["enrolments"].queryset
        typed = {"enrolments": [str(mine.pk), str(not_mine.pk)], "mentors": [str(mentor.pk)]}
        page = browse("alice").post(address, typed, follow=True)
        for name in ("Eigen", "Vreemd", "Peeters"):
            assert name in page.text
        again = browse("alice").post(address, typed)
        assert Attendance.objects.count() == 3
        assert again.status_code == 302
        assert "staat al op de lijst" in browse("alice").get(address).text

    def test_a_coach_ticks_only_own_mentees(self, browse, session, mine, not_mine):
        own = AttendanceFactory(session=session, enrolment=mine)
        other = AttendanceFactory(session=session, enrolment=not_mine)
        page = browse("carl").get(page_of(session))
        assert "Eigen" in page.text
        assert "Vreemd" not in page.text
        assert "Er staat nog 1 mentee op de lijst die u niet begeleidt." in page.text
        tick = reverse("session_attendance", args=[session.pk])
        browse("carl").post(tick, {own.pk.hex: "yes"})
        assert browse("carl").post(tick, {other.pk.hex: "yes"}).status_code == 400
        assert list(Attendance.objects.filter(present="yes")) == [own]
        with pytest.raises(PermissionDenied):
            sessions.tick(session, {other.pk: "yes"}, by=play("carl"))
        offered = browse("carl").get(reverse("session_add", args=[session.pk]))
        assert "Vreemd" not in offered.text

    def test_who_may_not_be_put_there_is_not(self, session, mine, not_mine):
        with pytest.raises(PermissionDenied):
            sessions.add_people(session, enrolments=[not_mine], by=play("carl"))
        theirs = enrolment_of(STRANGER, active=True)
        with pytest.raises(PermissionDenied):
            sessions.add_people(session, enrolments=[mine, theirs], by=play("alice"))
        assert not Attendance.objects.exists()

    def test_everyone_was_there_or_not(self, browse, session, mine):
        line = AttendanceFactory(session=session, enrolment=mine)
        tick = reverse("session_attendance", args=[session.pk])
        page = browse("alice").post(tick, {line.pk.hex: "no"}, follow=True)
        assert "De aanwezigheden zijn bewaard." in page.text
        line.refresh_from_db()
        assert line.present == "no"
        wrong = browse("alice").post(tick, {line.pk.hex: "x"}, follow=True)
        assert "Kies bij iedereen ja, nee of niet gekend." in wrong.text
        act = sessions.tick
        assert faulty_fields(act, session, {line.pk: "x"}, by=play("alice")) == ["present"]

    def test_two_who_tick_at_once_do_not_undo_each_other(self, browse, session, mine, not_mine):
        ticked = AttendanceFactory(session=session, enrolment=mine, present="yes")
        other = AttendanceFactory(session=session, enrolment=not_mine)
        gone = AttendanceFactory(session=session, enrolment=enrolment_of(CORE, active=True))
        browse("alice").post(reverse("attendance_remove", args=[gone.pk]))
        # What a page sends that was opened before.
        stood_there = {f"initial-{one.pk.hex}": "unknown" for one in (ticked, other, gone)}
        sent = {ticked.pk.hex: "unknown", other.pk.hex: "no", gone.pk.hex: "yes"} | stood_there
        tick = reverse("session_attendance", args=[session.pk])
        assert "bewaard" in browse("alice").post(tick, sent, follow=True).text
        found = dict(Attendance.objects.values_list("pk", "present"))
        assert found == {ticked.pk: "yes", other.pk: "no"}
        assert f'name="initial-{ticked.pk.hex}"' in browse("alice").get(page_of(session)).text

    def test_nobody_chosen_is_said(self, browse, session, mine):
        page = browse("alice").post(reverse("session_add", args=[session.pk]), {})
        assert "Kies minstens één persoon." in page.text

    def test_someone_is_taken_off(self, browse, session, mine):
        line = AttendanceFactory(session=session, enrolment=mine)
        browse("carl").post(reverse("attendance_remove", args=[line.pk]))
        assert not Attendance.objects.exists()

    def test_a_coach_does_not_delete_the_list_of_others(self, session, not_mine):
        AttendanceFactory(session=session, enrolment=not_mine)
        assert refusal(sessions.delete_session, session, by=play("carl")) == "not_only_own"

    def test_of_an_erased_or_restricted_file_it_shows_nothing(self, browse, session, mine):
        mentor = MentorFactory(promoter=organisation(CORE), last_name="Peeters")
        AttendanceFactory(session=session, enrolment=mine)
        AttendanceFactory(session=session, enrolment=None, mentor=mentor)
        assert "Peeters" in browse("carl").get(page_of(session)).text
        Mentor.objects.update(is_erased=True)
        page = browse("alice").get(page_of(session)).text
        assert "Peeters" not in page
        assert "Eigen" in page

    def test_nobody_ticks_who_is_restricted_and_the_others_still_are(
        self, browse, session, mine, not_mine
    ):
        line = AttendanceFactory(session=session, enrolment=mine)
        AttendanceFactory(session=session, enrolment=not_mine)
        type(not_mine.mentee).objects.filter(pk=not_mine.mentee_id).update(restricted_on=DAY)
        alice = browse("alice")
        page = alice.get(page_of(session))
        assert "Vreemd" in page.text
        assert page.text.count('type="radio"') == 3
        tick = reverse("session_attendance", args=[session.pk])
        assert alice.post(tick, {line.pk.hex: "yes"}).status_code == 302
        assert list(Attendance.objects.filter(present="yes")) == [line]

    def test_it_is_part_of_what_is_kept_of_someone(self, session, mine):
        AttendanceFactory(session=session, enrolment=mine, present="yes")
        [held] = everything_about(mine.mentee)["records"]["attendance"]
        assert held["present"] == "yes"

    def test_it_is_printed_with_room_to_sign(self, browse, session, mine):
        AttendanceFactory(session=session, enrolment=mine, present="yes")
        page = browse("carl").get(reverse("session_list", args=[session.pk])).text
        assert "Handtekening" in page
        assert "Eigen" in page

    def test_and_kept_as_a_pdf_whose_name_tells_of_nobody(self, browse, session, mine):
        AttendanceFactory(session=session, enrolment=mine, present="yes")
        answer = browse("carl").get(reverse("session_pdf", args=[session.pk]))
        assert 'filename="aanwezigheidslijst-2022-03-15.pdf"' in answer["Content-Disposition"]
        text = PdfReader(BytesIO(answer.content)).pages[0].extract_text()
        assert "Eigen" in text
        assert "Handtekening" in text

    def test_more_people_and_sessions_take_no_more_queries(
        self, browse, session, mine, django_assert_num_queries
    ):
        alice, addresses = browse("alice"), [page_of(session), reverse("sessions")]
        AttendanceFactory(session=session, enrolment=mine)
        for address in addresses:
            alice.get(address)
        with django_assert_num_queries(60, exact=False) as few:
            for address in addresses:
                alice.get(address)
        AttendanceFactory.create_batch(3, session=session)
        GroupSessionFactory.create_batch(3, project=session.project)
        with django_assert_num_queries(len(few)):
            for address in addresses:
                alice.get(address)


class TestProof:
    @pytest.fixture
    def claim(self, session):
        return ClaimFactory(project=session.project, year=2022, declared_on=None)

    def test_the_list_is_put_with_a_claim(self, browse, session, mine, claim):
        AttendanceFactory(session=session, enrolment=mine, present="yes")
        address = reverse("session_claim", args=[session.pk])
        assert browse("carl").get(address).status_code == 403
        page = browse("alice").post(address, {"claim": str(claim.pk)}, follow=True)
        assert "De lijst is bij de kostendeclaratie gevoegd." in page.text
        document = Document.objects.get()
        assert document.owner == claim
        assert document.original_name == "aanwezigheidslijst-2022-03-15.pdf"
        there = reverse("document", args=[document.pk])
        assert there in page.text
        assert browse("max").get(there).status_code == 404
        Claim.objects.update(declared_on=date(2022, 3, 31))
        for who in ("alice", "max"):
            assert browse(who).get(there).content.startswith(b"%PDF")
        for who in ("carl", "charlie", "vera"):
            assert browse(who).get(there).status_code == 404

    def test_it_names_nobody(self, browse, session, mine, claim):
        session.minutes = 90
        session.save()
        AttendanceFactory(session=session, enrolment=mine, present="yes")
        mentor = MentorFactory(promoter=organisation(CORE))
        AttendanceFactory(session=session, enrolment=None, mentor=mentor, present="no")
        attached = sessions.attach_to_claim(session, claim, by=play("alice"))
        Claim.objects.update(declared_on=date(2022, 3, 31))
        answer = browse("max").get(reverse("document", args=[attached.document_id]))
        text = PdfReader(BytesIO(answer.content)).pages[0].extract_text()
        assert mine.mentee.code in text
        assert mentor.code in text
        for told in ("Aanwezige mentees 1", "Aanwezige mentoren 0", "samen 1,5"):
            assert told in text.replace("\n", " ")
        for name in ("Eigen", mine.mentee.first_name, mentor.last_name):
            assert name not in text

    def test_once(self, session, claim):
        alice = play("alice")
        sessions.attach_to_claim(session, claim, by=alice)
        act = sessions.attach_to_claim
        assert refusal(act, session, claim, by=alice) == "already_attached"
        assert Document.objects.count() == 1
        assert refusal(sessions.delete_session, session, by=alice) == "attached"

    def test_only_with_one_of_its_project_and_year_in_draft(self, session, claim):
        alice = play("alice")
        other = ClaimFactory(project=session.project, year=2021, declared_on=None)
        declared = ClaimFactory(
            project=session.project, year=2022, category="travel", declared_on=DAY
        )
        assert sessions.claims_for(session, alice) == [claim]
        assert refusal(sessions.attach_to_claim, session, other, by=alice) == "other_claim"
        with pytest.raises(PermissionDenied):
            sessions.attach_to_claim(session, declared, by=alice)

    def test_not_before_it_was_held(self, session, claim):
        session.held_on = date(2022, 4, 2)
        session.save()
        alice = play("alice")
        assert sessions.claims_for(session, alice) == []
        assert refusal(sessions.attach_to_claim, session, claim, by=alice) == "not_held"

    def test_what_was_attached_goes_with_its_document(self, browse, session, claim):
        attached = sessions.attach_to_claim(session, claim, by=play("alice"))
        address = reverse("document_delete", args=[attached.document_id])
        answer = browse("alice").post(address)
        assert answer.url == reverse("claim", args=[claim.pk])
        assert not ClaimedSession.objects.exists()


def test_the_list_of_sessions_is_filtered(browse, session):
    other = GroupSessionFactory(
        project=session.project, kind="exchange", held_on=DAY + timedelta(days=60)
    )
    GroupSessionFactory(project=project_of(STRANGER))
    page = browse("carl").get(reverse("sessions"))
    assert list(page.context["object_list"]) == [other, session]
    found = browse("carl").get(reverse("sessions"), {"kind": "info"})
    assert list(found.context["object_list"]) == [session]
