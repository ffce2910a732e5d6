"""What is noted of contacts, and what becomes of what mentor and mentee report."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from m2w.corrections import Outdated
from m2w.privacy.erasure import erase_file
from m2w.privacy.export import everything_about
from matching import services
from matching.meeting_links import opened_by, report_url
from matching.models import Contact, ContactReport, Match
from matching.services import reports
from tests.cast import STRANGER, enrolment_of, play
from tests.conftest import TODAY
from tests.factories import ContactFactory, MatchFactory
from tests.refusals import faulty_fields, refusal

pytestmark = pytest.mark.django_db

START = date(2022, 2, 1)
DAY = date(2022, 3, 10)


@pytest.fixture
def carl():
    return play("carl")


@pytest.fixture
def match(carl):
    """A duo of Carl's, from February."""
    return MatchFactory(
        enrolment=enrolment_of(active=True), started_on=START, coach=carl.acting.staff
    )


def note(match, by="carl", **values):
    told = {"held_on": DAY, "kind": "contact"} | values
    return services.note_contact(match, by=play(by), **told)


class TestNoting:
    def test_it_works(self, match, carl):
        contact = note(match, minutes=60, topics=["network", "applying"], note=" Goed. ")
        assert contact.entered_by == carl
        assert (contact.reached, contact.minutes, contact.note) == (True, 60, "Goed.")
        assert contact.topics == ("applying", "network")
        assert contact.history.get().history_user == carl

    @pytest.mark.parametrize("day", [START - timedelta(days=1), TODAY + timedelta(days=1)])
    def test_only_on_days_of_the_duo_so_far(self, match, day):
        assert faulty_fields(note, match, held_on=day) == ["held_on"]

    def test_not_after_the_end(self, match):
        Match.objects.update(ended_on=DAY)
        assert note(match)
        after = DAY + timedelta(days=1)
        assert faulty_fields(note, match, held_on=after) == ["held_on"]

    def test_not_before_a_duo_that_is_still_to_begin(self, match):
        Match.objects.update(started_on=TODAY + timedelta(days=3))
        assert refusal(note, match) == "not_started"

    @pytest.mark.parametrize(
        "bad",
        [
            *({"minutes": 0}, {"minutes": 721}, {"minutes": 2400}, {"channel": "fax"}),
            *({"kind": "x"}, {"topics": ["x"]}, {"note": "x" * 501}),
        ],
        ids=str,
    )
    def test_a_wrong_value_is_said_at_its_field(self, match, bad):
        assert faulty_fields(note, match, **bad) == list(bad)
        assert not Contact.objects.exists()

    def test_all_faults_are_said_at_once(self, match):
        bad = {"minutes": 0, "held_on": date(2021, 1, 1)}
        assert sorted(faulty_fields(note, match, **bad)) == ["held_on", "minutes"]

    def test_the_longest_and_shortest(self, match):
        assert note(match, minutes=720)
        assert note(match, minutes=1, kind="checkin_mentor")

    def test_once_a_day_of_each_kind(self, match):
        note(match)
        assert refusal(note, match) == "contact_exists"
        assert note(match, kind="checkin_mentee")
        assert Contact.objects.count() == 2

    @pytest.mark.parametrize("who", ["charlie", "vera", "max"])
    def test_not_by_others(self, match, who):
        with pytest.raises(PermissionDenied):
            note(match, by=who)

    def test_not_by_a_coach_of_another_duo(self):
        theirs = MatchFactory(enrolment=enrolment_of(STRANGER, active=True), started_on=START)
        with pytest.raises(PermissionDenied):
            note(theirs)


class TestSeveral:
    def test_all_are_kept(self, match, carl):
        lines = [(match, {"held_on": DAY, "kind": kind}) for kind in ("contact", "checkin_mentor")]
        assert len(services.note_contacts(lines, by=carl)) == 2

    def test_or_none_and_each_fault_is_told(self, match, carl):
        good = {"held_on": DAY, "kind": "contact"}
        lines = [(match, good), (match, good), (match, good | {"minutes": 9999})]
        with pytest.raises(services.FaultyLines) as caught:
            services.note_contacts(lines, by=carl)
        assert list(caught.value.faults) == [1, 2]
        assert not Contact.objects.exists()


class TestAmending:
    def test_what_is_named_changes_and_the_rest_stays(self, match, carl):
        contact = note(match, minutes=60, note="Goed.")
        services.amend_contact(contact, {"minutes": 45}, by=carl)
        contact.refresh_from_db()
        assert (contact.minutes, contact.note) == (45, "Goed.")
        assert [past.minutes for past in contact.history.order_by("version")] == [60, 45]

    def test_not_over_what_someone_else_saved(self, match, carl):
        contact = note(match)
        services.amend_contact(contact, {"minutes": 45}, by=carl, version=1)
        with pytest.raises(Outdated):
            services.amend_contact(contact, {"minutes": 30}, by=carl, version=1)

    def test_not_into_another(self, match, carl):
        note(match)
        other = note(match, kind="checkin_mentor")
        values = {"kind": "contact"}
        assert refusal(services.amend_contact, other, values, by=carl) == "contact_exists"

    def test_a_deleted_one_is_gone_once_and_its_history_stays(self, match, carl):
        contact = note(match)
        services.delete_contact(contact, by=carl)
        assert not Contact.objects.exists()
        assert Contact.history.filter(id=contact.pk).count() == 2
        assert refusal(services.delete_contact, contact, by=carl) == "already_deleted"


# Reports -------------------------------------------------------------------------------------


def tell(match, who, **values):
    """What someone of the duo reports by their link."""
    opened = opened_by(report_url(match, who).rstrip("/").rpartition("/")[2])
    told = {"held_on": DAY, "seen": True} | values
    return services.report_meeting(opened, **told)


def noted(match):
    return [
        (one.held_on, one.reached, one.minutes, one.reports.count())
        for one in match.contacts.order_by("held_on")
    ]


def doubts():
    return [one.doubt for one in ContactReport.objects.to_look_at()]


class TestReporting:
    def test_one_who_met_makes_a_contact(self, match):
        report = tell(match, "mentor", minutes=60, channel="online")
        contact = match.contacts.get()
        assert contact.is_reported
        assert contact.entered_by is None
        assert (contact.minutes, contact.channel) == (60, "online")
        assert report.contact == contact

    def test_both_make_one(self, match):
        tell(match, "mentor", minutes=60)
        tell(match, "mentee", minutes=70)
        assert noted(match) == [(DAY, True, 65, 2)]
        assert doubts() == []

    def test_also_one_day_apart(self, match):
        tell(match, "mentee", held_on=DAY + timedelta(days=1))
        tell(match, "mentor")
        assert noted(match) == [(DAY, True, None, 2)]

    def test_until_a_report_of_the_same_day_comes(self, match):
        next_day = DAY + timedelta(days=1)
        tell(match, "mentor")
        tell(match, "mentee", held_on=next_day)
        tell(match, "mentee")
        assert noted(match) == [(DAY, True, None, 2), (next_day, True, None, 1)]

    def test_who_says_alone_that_they_did_not_meet_waits_for_the_other(self, match):
        tell(match, "mentee", seen=False)
        assert noted(match) == []
        tell(match, "mentor", seen=False)
        assert noted(match) == [(DAY, False, None, 2)]
        assert doubts() == []

    @pytest.mark.parametrize("order", [["mentor", "mentee"], ["mentee", "mentor"]])
    def test_a_contradiction_counts_nowhere_until_the_coach_decides(self, match, carl, order):
        said = {"mentor": {"minutes": 60}, "mentee": {"seen": False}}
        for who in order:
            tell(match, who, **said[who])
        assert noted(match) == []
        assert doubts() == ["seen"]
        waiting = ContactReport.objects.to_look_at().get()
        services.decide_meeting(waiting, reached=True, minutes=60, by=carl)
        assert noted(match) == [(DAY, True, 60, 2)]
        assert match.contacts.get().entered_by == carl
        assert doubts() == []
        again = {"reached": False, "by": carl}
        assert refusal(services.decide_meeting, waiting, **again) == "already_handled"

    def test_two_who_disagree_on_how_long_did_meet(self, match, carl):
        tell(match, "mentor", minutes=120)
        tell(match, "mentee", minutes=60)
        assert noted(match) == [(DAY, True, 60, 2)]
        assert doubts() == ["minutes"]
        waiting = ContactReport.objects.to_look_at().get()
        services.decide_meeting(waiting, reached=True, minutes=120, by=carl)
        assert noted(match) == [(DAY, True, 120, 2)]
        assert doubts() == []

    def test_reports_join_what_was_noted(self, match):
        note(match, minutes=30)
        tell(match, "mentor", minutes=120)
        assert noted(match) == [(DAY, True, 30, 1)]
        assert doubts() == []

    def test_unless_they_say_the_contrary(self, match):
        note(match)
        tell(match, "mentee", seen=False)
        assert noted(match) == [(DAY, True, None, 1)]
        assert doubts() == ["seen"]

    def test_what_is_reported_is_not_noted_again(self, match):
        tell(match, "mentor")
        assert refusal(note, match) == "contact_exists"

    def test_whoever_amends_it_decided(self, match, carl):
        tell(match, "mentor", minutes=60)
        services.amend_contact(match.contacts.get(), {"minutes": 45}, by=carl)
        tell(match, "mentee", minutes=200)
        assert noted(match) == [(DAY, True, 45, 2)]

    def test_a_deleted_one_does_not_come_back(self, match, carl):
        tell(match, "mentor", minutes=60)
        services.delete_contact(match.contacts.get(), by=carl)
        tell(match, "mentor", held_on=START)
        assert [day for day, *_rest in noted(match)] == [START]

    def test_sent_twice_it_is_one(self, match):
        assert tell(match, "mentor", minutes=60) == tell(match, "mentor", minutes=60)
        assert ContactReport.objects.count() == 1

    def test_another_story_of_the_same_day_is_refused(self, match):
        tell(match, "mentor", minutes=60)
        assert refusal(tell, match, "mentor", minutes=90) == "already_reported"
        assert refusal(tell, match, "mentor", seen=False) == "already_reported"

    def test_a_wish_to_be_called_is_added_and_done_once(self, match, carl):
        tell(match, "mentee")
        report = tell(match, "mentee", call_me=True)
        assert list(ContactReport.objects.to_look_at()) == [report]
        services.note_called(report, by=carl)
        assert not ContactReport.objects.to_look_at().exists()
        assert refusal(services.note_called, report, by=carl) == "already_handled"

    @pytest.mark.parametrize(
        ("bad", "field"),
        [
            ({"held_on": START - timedelta(days=1)}, "held_on"),
            ({"held_on": TODAY + timedelta(days=1)}, "held_on"),
            ({"minutes": 0}, "minutes"),
            ({"minutes": 2400}, "minutes"),
            ({"channel": "fax"}, "channel"),
        ],
    )
    def test_a_wrong_value_is_refused(self, match, bad, field):
        assert faulty_fields(tell, match, "mentor", **bad) == [field]
        assert not ContactReport.objects.exists()

    def test_who_did_not_meet_did_not_for_no_minutes(self, match):
        report = tell(match, "mentor", seen=False, minutes=60, channel="phone")
        assert (report.minutes, report.channel) == (None, "")

    def test_others_decide_nothing(self, match):
        report = tell(match, "mentor", call_me=True)
        for who in ("charlie", "vera"):
            with pytest.raises(PermissionDenied):
                services.note_called(report, by=play(who))


class TestLinks:
    def token(self, match, who="mentor"):
        return report_url(match, who).rstrip("/").rpartition("/")[2]

    def test_it_opens_for_one_of_the_two(self, match):
        opened = opened_by(self.token(match, "mentee"))
        assert (opened.match, opened.who) == (match, "mentee")

    def test_it_says_its_language(self, match):
        assert report_url(match, "mentor", language="fr").endswith("/?taal=fr")

    def test_an_altered_one_opens_nothing(self, match):
        token = self.token(match)
        for altered in (token[:-1], token.replace("mentor", "mentee"), "x", ""):
            assert opened_by(altered) is None

    def test_a_withdrawn_one_opens_nothing_and_the_other_still_does(self, match, carl):
        mentor, mentee = self.token(match), self.token(match, "mentee")
        services.withdraw_meeting_link(match, "mentor", by=carl)
        assert opened_by(mentor) is None
        assert opened_by(mentee)
        assert opened_by(self.token(match))

    @pytest.mark.parametrize(("days", "opens"), [(30, True), (31, False)])
    def test_it_outlives_the_duo_by_thirty_days(self, match, days, opens):
        Match.objects.update(ended_on=TODAY - timedelta(days=days))
        assert bool(opened_by(self.token(match))) == opens

    def test_not_before_the_duo_begins_nor_of_a_closed_file(self, match):
        Match.objects.update(started_on=TODAY + timedelta(days=1))
        assert opened_by(self.token(match)) is None
        Match.objects.update(started_on=START)
        match.mentor.restricted_on = TODAY
        match.mentor.save()
        assert opened_by(self.token(match)) is None

    def test_only_who_follows_the_duo_withdraws_it(self, match):
        with pytest.raises(PermissionDenied):
            services.withdraw_meeting_link(match, "mentor", by=play("charlie"))
        assert faulty_fields(services.withdraw_meeting_link, match, "x", by=play("carl")) == ["who"]


class TestPrivacy:
    def test_erasure_takes_the_note_away_and_keeps_the_contact(self, match):
        contact = note(match, note="Zij zoekt werk als kok.", minutes=30)
        erase_file(match.enrolment.mentee)
        contact.refresh_from_db()
        assert (contact.note, contact.minutes) == ("", 30)
        assert not contact.history.exclude(note="").exists()

    def test_each_gets_what_they_reported_and_the_contact_of_both(self, match):
        tell(match, "mentor", minutes=60)
        tell(match, "mentee", minutes=70)
        for file, who in ((match.mentor, "mentor"), (match.enrolment.mentee, "mentee")):
            held = everything_about(file)["records"]
            assert [one["who"] for one in held["contactreport"]] == [who]
            assert [one["minutes"] for one in held["contact"]] == [65]

    def test_reports_that_wait_for_nobody_go_and_their_contact_stays(self, match, settings):
        tell(match, "mentor", minutes=60)
        waiting = tell(match, "mentee", held_on=START, call_me=True)
        old = {"updated_at": "2021-12-01T12:00:00Z"}
        ContactReport.objects.update(**old)
        assert reports.forget_settled() == 1
        assert list(ContactReport.objects.all()) == [waiting]
        tell(match, "mentee", minutes=45)
        assert [minutes for _day, _reached, minutes, _n in noted(match)] == [None, 60]


def test_a_loaded_contact_stays_what_it_was(match):
    ContactFactory(match=match, held_on=DAY, minutes=900)
    tell(match, "mentor", minutes=60)
    assert noted(match) == [(DAY, True, 900, 1)]
