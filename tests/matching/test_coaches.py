"""How much each mentor-coach follows, who is suggested next, and a caseload that is handed over."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from m2w.accounts.models import Absence
from m2w.accounts.services.absences import end_absence, note_absence
from m2w.audit.models import Entry
from m2w.outbox.digest import send_digests
from m2w.outbox.models import Mail, Notice
from matching import services
from matching.coaches import suggested
from matching.models import Match
from programmes import services as enrolments
from programmes.models import Enrolment, Mentee, Registration
from tests.cast import CORE, STRANGER, enrolment_of, organisation, play
from tests.conftest import TODAY
from tests.factories import MatchFactory, MembershipFactory, RegistrationFactory
from tests.refusals import refusal

pytestmark = pytest.mark.django_db
KINDS = (Match, Enrolment, Mentee, Registration)
YESTERDAY, NEXT_WEEK = date(2022, 3, 31), date(2022, 4, 8)


def carl():
    return play("carl").acting.staff


def coach(at=CORE, name="Cora", **values):
    """Another coach, as someone who acts."""
    membership = MembershipFactory(
        role="coach",
        staff__organisation=organisation(at),
        staff__user__name=name,
        **{f"staff__{key}": value for key, value in values.items()},
    )
    user = membership.staff.user
    user.acting = membership
    return user


def again(user):
    """The same person, on a next request."""
    user.acting = type(user.acting).objects.get(pk=user.acting.pk)
    return user


def duo_of(who, **values):
    enrolment = enrolment_of(active=True)
    return MatchFactory(enrolment=enrolment, coach=who, started_on=date(2022, 3, 1), **values)


def hand_over(stand_in, away=None, first_day=TODAY, last_day=NEXT_WEEK, by="alice"):
    staff = away or carl()
    return note_absence(staff, stand_in.acting.staff, first_day, last_day, by=play(by))


class TestSuggestion:
    @pytest.fixture(autouse=True)
    def team(self):
        """Of these four "c" speaks Arabic and follows most, the others Dutch."""
        for code, languages, duos in [
            ("b", "nl", 0),
            ("a", "nl", 0),
            ("c", "ar", 2),
            ("d", "nl", 1),
        ]:
            staff = coach(name=code, code=code, languages={languages: "B1"}).acting.staff
            for _ in range(duos):
                duo_of(staff)
        duo_of(coach(STRANGER, "Vreemde").acting.staff)

    def order(self, spoken, minimum="A2"):
        return [one.code for one in suggested(organisation(CORE), spoken, minimum)]

    def test_the_one_with_the_fewest_duos_comes_first_and_of_two_the_lowest_code(self):
        assert self.order({"nl": "C2"}) == ["a", "b", "d", "c"]

    def test_but_first_who_shares_a_language_at_the_level(self):
        assert self.order({"ar": "C2"}) == ["c", "a", "b", "d"]
        assert self.order({"ar": "C2"}, "B2") == ["a", "b", "d", "c"]

    def test_a_duo_that_ended_weighs_nothing(self):
        Match.objects.filter(coach__code="c").update(ended_on=TODAY)
        assert self.order({"nl": "C2"}) == ["a", "b", "d", "c"]
        assert self.order({}) == ["a", "b", "c", "d"]

    def test_not_who_cannot_sign_in_any_more(self):
        gone = type(carl()).objects.get(code="a").user
        gone.is_active = False
        gone.save()
        assert "a" not in self.order({"nl": "C2"})

    def test_it_stands_first_in_the_form_and_is_filled_in(self, browse):
        enrolment = enrolment_of(approved=True)
        page = browse("alice").get(reverse("match_start", args=[enrolment.pk]))
        choices = [str(label) for _pk, label in page.context["form"].fields["coach"].choices]
        assert choices[1:] == ["a (0 duo’s)", "b (0 duo’s)", "d (1 duo)", "c (2 duo’s)"]
        assert page.context["form"]["coach"].initial.code == "a"


class TestPage:
    def test_it_works(self, browse):
        duo_of(carl())
        duo_of(carl(), ended_on=TODAY)
        enrolment_of(approved=True, coach=carl())
        enrolment_of(ended=True, coach=carl())
        coach(STRANGER, "Vreemde")
        page = browse("alice").get(reverse("coaches"))
        [row] = page.context["table"].rows
        assert (str(row), row.open_duos, row.mentees) == ("Carl", 1, 1)
        assert "Vreemde" not in page.text

    def test_every_count_opens_its_rows(self, browse):
        """Whatever is restricted, erased or somebody else's."""
        duo_of(carl())
        duo_of(carl(), mentor__is_erased=True)
        for given in [{"active": True}, {}, {"rejected": True}, {"withdrawn": True}]:
            enrolment_of(coach=carl(), **given)
        enrolment_of(coach=carl(), mentee__restricted_on=TODAY)
        alice = browse("alice")
        table = alice.get(reverse("coaches")).context["table"]
        [row] = table.rows
        for column in table.columns[1:3]:
            cell = column.cell(row)
            assert str(alice.get(cell.url).context["paginator"].count) == cell.text

    def test_who_left_stands_there_while_duos_are_on_their_name(self, browse):
        match = duo_of(coach(user__is_active=False).acting.staff)
        coach(name="Dora", user__is_active=False)
        alice = browse("alice")
        page = alice.get(reverse("coaches")).text
        assert "Cora" in page
        assert "account afgesloten" in page
        assert "Dora" not in page
        left = reverse("matches") + f"?coach={match.coach.code}"
        assert list(alice.get(left).context["object_list"]) == [match]
        services.change_coach(match, carl(), by=play("alice"))
        assert "Cora" not in alice.get(reverse("coaches")).text

    def test_is_for_the_coordinator(self, browse):
        assert browse("carl").get(reverse("coaches")).status_code == 403
        assert b"Mentor-coaches" in browse("alice").get(reverse("matches")).content
        assert reverse("coaches").encode() not in browse("carl").get(reverse("matches")).content

    def test_without_coaches_it_says_what_to_do(self, browse):
        assert reverse("invite") in browse("alice").get(reverse("coaches")).text

    def test_more_coaches_take_no_more_queries(self, browse, django_assert_num_queries):
        alice, address = browse("alice"), reverse("coaches")
        hand_over(coach())
        alice.get(address)
        with django_assert_num_queries(60, exact=False) as few:
            alice.get(address)
        for number in range(4):
            other = coach(name=str(number))
            duo_of(other.acting.staff)
            hand_over(coach(), other.acting.staff)
        with django_assert_num_queries(len(few)):
            alice.get(address)


class TestNoting:
    """The same absence as of a counsellor, noted by the coordinator."""

    def test_it_works(self, browse):
        cora = coach()
        days = {"first_day": "01/04/2022", "last_day": "08/04/2022", "next": "/mentor-coaches/"}
        sent = {**days, "staff": carl().pk, "replacement": cora.acting.staff_id}
        answer = browse("alice").post(reverse("absences"), sent)
        assert answer.url == reverse("coaches")
        absence = Absence.objects.get()
        assert (absence.staff, absence.replacement) == (carl(), cora.acting.staff)
        assert "Vervanger: Cora" in browse("alice").get(reverse("coaches")).text
        assert Entry.objects.filter(action="absence.noted", object_id=absence.pk).exists()

    def test_a_coach_does_not_arrange_it(self, browse):
        with pytest.raises(PermissionDenied):
            hand_over(coach(), by="carl")
        assert browse("carl").get(reverse("absences")).status_code == 403

    def test_nor_does_someone_elses_coordinator(self):
        with pytest.raises(PermissionDenied):
            hand_over(coach(), by="charlie")

    def test_nor_is_it_about_others_than_coaches(self):
        with pytest.raises(PermissionDenied):
            hand_over(coach(), play("alice").acting.staff)

    @pytest.mark.parametrize("who", ["alice", "charlie", "carl"])
    def test_the_replacement_is_another_coach_of_the_promoter(self, who):
        assert refusal(hand_over, play(who)) == "not_a_replacement"

    def test_coaches_of_a_stranger_are_not_to_choose(self, browse):
        cora = coach()
        coach(STRANGER, "Vreemde")
        carl()
        form = browse("alice").get(reverse("absences")).context["form"]
        for name in ["staff", "replacement"]:
            assert set(form.fields[name].queryset) == {carl(), cora.acting.staff}

    def test_who_is_back_earlier_ends_it(self, browse):
        absence = hand_over(coach(), first_day=YESTERDAY)
        answer = browse("alice").post(
            reverse("absence_end", args=[absence.pk]), {"next": reverse("coaches")}
        )
        assert answer.url == reverse("coaches")
        absence.refresh_from_db()
        assert absence.last_day == YESTERDAY

    def test_a_strangers_is_not_there(self, browse):
        absence = hand_over(coach())
        assert browse("charlie").post(reverse("absence_end", args=[absence.pk])).status_code == 404
        with pytest.raises(PermissionDenied):
            end_absence(absence, by=play("charlie"))


class TestCaseload:
    """What of Carl's the replacement finds, on which days."""

    def carls(self):
        """A duo, a file that waits, and a registration that was begun."""
        match = duo_of(carl())
        waiting = enrolment_of(approved=True, coach=carl())
        registration = RegistrationFactory(promoter=organisation(CORE), made_by=carl())
        return {match, match.enrolment, match.enrolment.mentee, waiting, waiting.mentee} | {
            registration
        }

    def found(self, user, rows="visible_to"):
        user = again(user)
        return {one for kind in KINDS for one in getattr(kind.objects, rows)(user)}

    @pytest.mark.parametrize(
        ("day", "there"),
        [
            (YESTERDAY, False),
            (TODAY, True),
            (NEXT_WEEK, True),
            (date(2022, 4, 9), False),
        ],
    )
    def test_from_the_first_day_to_the_last_by_itself(self, settings, day, there):
        cora, carls = coach(), self.carls()
        hand_over(cora)
        settings.M2W_TODAY = day
        expected = carls if there else set()
        assert self.found(cora) == self.found(cora, "editable_by") == expected

    def test_who_is_away_keeps_access(self):
        carls = self.carls()
        hand_over(coach())
        assert self.found(play("carl"), "editable_by") == carls

    def test_nobody_else_gets_it(self):
        cora, dora, stranger = coach(), coach(name="Dora"), coach(STRANGER, "Vreemde")
        self.carls()
        hand_over(cora)
        assert self.found(dora) == self.found(stranger) == set()

    def test_who_replaces_the_replacement_has_both(self):
        cora, dora, carls = coach(), coach(name="Dora"), self.carls()
        hand_over(dora, cora.acting.staff)
        Absence.objects.create(
            staff=carl(), replacement=cora.acting.staff, first_day=TODAY, last_day=TODAY
        )
        assert self.found(dora) == carls

    def test_the_replacement_does_the_work(self):
        cora, match = coach(), duo_of(carl())
        hand_over(cora)
        assert services.pause_match(match, by=again(cora)).paused_from == TODAY
        assert Match.objects.get().coach == carl()

    def test_it_is_on_their_work_list(self, client):
        cora = coach()
        duo_of(carl())
        hand_over(cora)
        client.force_login(again(cora))
        page = client.get("/").text
        assert "Duo’s zonder geslaagd contact" in page
        listed = client.get(reverse("matches"), {"follow_up": "contact"})
        assert listed.context["paginator"].count == 1
        assert "U vervangt Carl" in listed.text

    def test_a_notice_reaches_both_and_the_daily_mail_too(self):
        cora = coach()
        hand_over(cora)
        enrolment = enrolment_of(submitted=True, coach=carl())
        enrolments.approve(enrolment, by=play("vera"))
        told = set(Notice.objects.values_list("to__user__name", flat=True))
        assert {"Carl", "Cora"} <= told
        send_digests()
        mailed = set(Mail.objects.values_list("to", flat=True))
        assert {carl().user.email, cora.email} <= mailed

    def test_after_it_notices_reach_one(self, settings):
        cora = coach()
        hand_over(cora)
        settings.M2W_TODAY = date(2022, 4, 11)
        enrolments.approve(enrolment_of(submitted=True, coach=carl()), by=play("vera"))
        assert not Notice.objects.filter(to=cora.acting.staff).exists()

    def test_more_absences_take_no_more_queries(self, client, django_assert_num_queries):
        cora = coach()
        client.force_login(cora)
        duo_of(cora.acting.staff)
        hand_over(cora)
        client.get(reverse("matches"))
        with django_assert_num_queries(60, exact=False) as few:
            client.get(reverse("matches"))
        for number in range(4):
            other = coach(name=f"Coach {number}").acting.staff
            duo_of(other)
            hand_over(cora, other)
        with django_assert_num_queries(len(few)):
            client.get(reverse("matches"))
