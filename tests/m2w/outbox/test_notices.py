"""Notices: for whom, what they name, read or not, and one mail a day."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from m2w.audit.models import Entry
from m2w.outbox.models import DailyMail, Mail, Notice
from m2w.outbox.notices import kinds
from m2w.outbox.services import mark_read, notify, set_mails
from m2w.outbox.tidying import tidy_all
from m2w.outbox.worker import Worker, work_off
from programmes.models import Enrolment, Mentee
from tests.cast import STRANGER, enrolment_of, play
from tests.conftest import TODAY
from tests.factories import MatchFactory
from tests.races import race

pytestmark = pytest.mark.django_db
FORTY_DAYS = timedelta(days=40)


def tell(who="alice", enrolment=None, code="enrolment.approved") -> Notice:
    user = play(who)
    notify(code, [user.acting.staff], enrolment or enrolment_of(approved=True))
    return Notice.objects.filter(to=user.acting.staff).latest("created_at")


def page_of(client) -> str:
    return client.get(reverse("notices")).text


def test_it_works(browse):
    notice = tell()
    page = page_of(browse("alice"))
    enrolment = Enrolment.objects.get(pk=notice.about_id)
    assert str(enrolment.mentee) in page
    assert reverse("enrolment", args=[enrolment.pk]) in page


def test_without_any_it_says_what_comes_here(browse):
    assert "Nog geen berichten." in page_of(browse("alice"))


def test_there_is_no_notice_of_an_unknown_kind():
    with pytest.raises(KeyError):
        notify("made.up", [], enrolment_of())


def test_every_kind_has_its_two_sentences():
    for code, kind in kinds().items():
        assert "%(who)s" in str(kind.sentence), code
        assert "%" not in str(kind.without), code
        assert callable(kind.model.objects.visible_to), code


def test_it_names_nobody_whom_the_reader_may_not_see(browse):
    theirs = enrolment_of(STRANGER, approved=True, mentee__last_name="Vreemdeling")
    tell(enrolment=theirs)
    page = page_of(browse("alice"))
    assert "VDAB keurde een aanmelding goed." in page
    assert "Vreemdeling" not in page


def test_nor_who_has_been_erased_since(browse):
    tell(enrolment=enrolment_of(approved=True, mentee__last_name="Gewist"))
    Mentee.objects.update(is_erased=True)
    page = page_of(browse("alice"))
    assert "VDAB keurde een aanmelding goed." in page
    assert "Gewist" not in page


def test_who_is_named_is_on_the_record(browse):
    enrolment = enrolment_of(approved=True)
    tell(enrolment=enrolment)
    page_of(browse("alice"))
    assert Entry.objects.filter(action="file.listed", object_id=enrolment.mentee_id).exists()


def test_an_unknown_parameter_is_refused(browse):
    assert browse("alice").get(reverse("notices"), {"state": "draft"}).status_code == 400
    assert browse("alice").get(reverse("notices"), {"page": "last"}).status_code == 200


def test_each_reads_their_own(browse):
    tell("charlie", enrolment_of(STRANGER, approved=True))
    assert "Nog geen berichten." in page_of(browse("alice"))


def test_the_header_counts_what_is_unread(browse):
    tell(), tell()
    alice = browse("alice")
    assert '<b class="m2w-top__count">2</b>' in alice.get("/projecten/").text
    mark_read(Notice.objects.all())
    assert "m2w-top__count" not in alice.get("/projecten/").text


def test_looking_reads_nothing_and_the_button_one(browse):
    first, second = tell(), tell()
    alice = browse("alice")
    page_of(alice)
    assert Notice.objects.unread().count() == 2
    assert alice.post(reverse("notice_read", args=[first.pk])).url == reverse("notices")
    assert list(Notice.objects.unread()) == [second]


def test_all_are_read_at_once_but_not_another_ones(browse):
    tell(), tell()
    theirs = tell("charlie", enrolment_of(STRANGER, approved=True))
    browse("alice").post(reverse("notices_read"))
    assert list(Notice.objects.unread()) == [theirs]


def test_another_ones_does_not_exist(browse):
    theirs = tell("charlie", enrolment_of(STRANGER, approved=True))
    address = reverse("notice_read", args=[theirs.pk])
    assert browse("alice").post(address).status_code == 404


def test_more_notices_take_no_more_queries(browse, django_assert_num_queries):
    alice = browse("alice")
    tell()
    with django_assert_num_queries(100, exact=False) as few:
        page_of(alice)
    for _ in range(4):
        tell()
    with django_assert_num_queries(len(few), exact=False):
        page_of(alice)


def test_a_year_later_they_are_gone():
    old, young = tell(), tell()
    Notice.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=366))
    tidy_all()
    assert list(Notice.objects.all()) == [young]


@pytest.mark.usefixtures("costs_declared")
class TestTheDailyMail:
    def remind(self) -> list:
        call_command("send_reminders")
        work_off()
        return [one for one in mail.outbox if one.subject == "Mentoring2Work: u hebt berichten"]

    def test_says_how_many_and_where_and_nothing_else(self, settings):
        enrolment = enrolment_of(approved=True, mentee__last_name="Tesfay")
        tell(enrolment=enrolment), tell(enrolment=enrolment)
        (sent,) = self.remind()
        assert sent.to == [play("alice").email]
        assert sent.subject == "Mentoring2Work: u hebt berichten"
        assert "2 ongelezen berichten" in sent.body
        assert f"{settings.M2W_SITE_URL}/berichten/" in sent.body
        for told in ["Tesfay", str(enrolment.project), "VDAB", "Alice"]:
            assert told not in sent.body

    def test_counts_of_what_one_was_reminded(self):
        match = MatchFactory(enrolment=enrolment_of(active=True), started_on=TODAY - FORTY_DAYS)
        (sent,) = self.remind()
        assert sent.to == [match.coach.user.email]
        assert "- Duo’s zonder geslaagd contact: 1" in sent.body
        assert str(match.mentor) not in sent.body

    def test_comes_in_the_language_of_the_reader(self):
        tell()
        set_mails(play("alice"), language="en")
        call_command("send_reminders")
        work_off()
        bodies = [one.body for one in mail.outbox if "you have messages" in one.subject]
        assert "unread" in bodies[0]

    def test_goes_once_a_day_however_often_it_is_asked(self, settings):
        tell()
        self.remind()
        tell()
        assert len(self.remind()) == 1
        settings.M2W_TODAY = TODAY + timedelta(days=1)
        assert len(self.remind()) == 2
        settings.M2W_TODAY = TODAY + timedelta(days=2)
        assert len(self.remind()) == 2

    def test_does_not_go_for_what_was_read(self):
        tell()
        mark_read(Notice.objects.all())
        assert self.remind() == []

    def test_does_not_go_to_who_does_not_want_it_or_left(self):
        tell()
        tell("vera")
        set_mails(play("alice"), wanted=False)
        type(play("vera")).objects.filter(email=play("vera").email).update(is_active=False)
        assert self.remind() == []

    def test_is_turned_off_and_on_by_oneself(self, browse):
        alice = browse("alice")
        for wanted in ["no", "yes"]:
            page = alice.post(reverse("daily_mail"), {"wanted": wanted}, follow=True).text
            assert DailyMail.objects.get().wanted == (wanted == "yes")
            assert ("Dagelijkse mail aanzetten" in page) == (wanted == "no")

    def test_the_worker_sends_it_by_itself_after_seven(self, time_machine):
        tell()
        worker = Worker()
        time_machine.move_to("2022-04-01T04:59:00+00:00", tick=False)
        assert not worker.begin_day()
        time_machine.move_to("2022-04-01T05:01:00+00:00", tick=False)
        assert worker.begin_day()
        assert not worker.begin_day()
        assert Mail.objects.filter(subject__endswith="berichten").count() == 1

    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize("attempt", range(3))
    def test_of_many_who_remind_one_queues_it(self, attempt):
        tell()
        race(*[lambda: call_command("send_reminders")] * 4)
        assert Mail.objects.filter(subject__endswith="berichten").count() == 1
