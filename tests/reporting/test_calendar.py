"""The calendar behind a secret address: what stands in it, for whom, and until when."""

from datetime import UTC, date, datetime, time

import pytest
from django.urls import reverse
from icalendar import Calendar

from programmes import services
from programmes.calendar_links import calendar_url
from programmes.models import CalendarLink
from programmes.services.calendars import make_calendar_link
from tests.cast import STRANGER, organisation, play, project_of
from tests.factories import LotFactory, MeetingFactory, ProjectFactory
from tests.programmes.sittings import NEXT_PERIOD, PERIOD, final, project_round, province_round

pytestmark = pytest.mark.django_db


def address_of(who):
    return calendar_url(make_calendar_link(by=play(who))).removeprefix("http://127.0.0.1:8000")


def fetched(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return Calendar.from_ical(answer.content)


def summaries(client, who):
    events = fetched(client, address_of(who)).walk("VEVENT")
    return {str(event["summary"]).replace("\xa0", " ") for event in events}


def plan(**values):
    said = {"planned_on": date(2022, 4, 12), "planned_at": time(14, 30), "place": "Berchem; 2"}
    return services.plan_meeting(project_round(NEXT_PERIOD), by=play("frank"), **said | values)


def test_a_planned_meeting_is_a_moment_of_an_hour(client):
    plan()
    name = project_of().name
    found = [
        event
        for event in fetched(client, address_of("frank")).walk("VEVENT")
        if str(event["summary"]).startswith("Overleg")
    ]
    (event,) = found
    assert str(event["summary"]).replace("\xa0", " ") == (
        f"Overleg: Tweemaandelijks: {name}, maart–april 2022"
    )
    assert event["dtstart"].dt == datetime(2022, 4, 12, 12, 30, tzinfo=UTC)
    assert event["dtend"].dt == datetime(2022, 4, 12, 13, 30, tzinfo=UTC)
    assert str(event["location"]) == "Berchem; 2"


def test_without_an_hour_it_is_a_day(client):
    plan(planned_at=None)
    days = [event["dtstart"].dt for event in fetched(client, address_of("eva")).walk("VEVENT")]
    assert date(2022, 4, 12) in days


def test_it_stays_the_same_event_when_it_moves(client):
    meeting, address = plan(), address_of("frank")
    plan(planned_on=date(2022, 4, 20))
    events = fetched(client, address).walk("VEVENT")
    moved = [str(event["uid"]) for event in events if "Overleg" in str(event["summary"])]
    again = [
        str(event["uid"])
        for event in fetched(client, address).walk("VEVENT")
        if "Overleg" in str(event["summary"])
    ]
    assert moved == again
    assert len(moved) == 1
    assert meeting.planned_on == date(2022, 4, 12)


def test_the_days_on_which_rounds_are_due_one_for_all_tracks(client):
    project = project_of()
    found = summaries(client, "alice")
    assert f"Evaluatie verwacht: {project.name}, januari–februari 2022" in found
    assert f"Evaluatie verwacht: {project.name}, maart–april 2022" in found
    assert not any("Antwerpen" in text for text in found)
    assert "Evaluatie verwacht: Antwerpen, maart–april 2022" in summaries(client, "frank")


def test_a_round_is_expected_until_all_its_tracks_are_held(client):
    expected = f"Evaluatie verwacht: {project_of().name}, januari–februari 2022"
    for track, who in [("operational", "frank"), ("cooperation", "frank")]:
        final(track, who)
    assert expected in summaries(client, "alice")
    final("content", "eva")
    assert expected not in summaries(client, "alice")


def test_a_project_s_six_month_evaluation(client):
    ProjectFactory(promoter=organisation("core"), starts_on=date(2022, 1, 15), name="Jong")
    assert "Na zes maanden verwacht: Jong" in summaries(client, "max")


def test_nothing_of_another(client):
    lot = LotFactory(provinces=("70000",))
    theirs = ProjectFactory(
        lot=lot, promoter=organisation(STRANGER), starts_on=PERIOD, name="Vreemd"
    )
    MeetingFactory(project=theirs, period_start=NEXT_PERIOD, planned_on=date(2022, 4, 12))
    project_of()
    for who in ["alice", "vera", "frank"]:
        assert not any("Vreemd" in text for text in summaries(client, who))
    assert any("Vreemd" in text for text in summaries(client, "charlie"))


def test_it_names_nobody(client):
    plan()
    services.comment_sheet(project_round(), "content", by=play("alice"), text="x")
    services.agree_action(
        province_round(), by=play("frank"), text="Geheim", party="vdab", due_on=NEXT_PERIOD
    )
    text = client.get(address_of("frank")).content.decode()
    assert not any(name in text for name in ["Frank", "Alice", "frank@", "Geheim"])


def test_long_lines_are_folded(client):
    plan(place="Vergaderzaal " * 14)
    lines = client.get(address_of("frank")).content.split(b"\r\n")
    assert max(map(len, lines)) <= 75


def test_it_is_kept_nowhere(client):
    answer = client.get(address_of("alice"))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert "no-store" in answer["Cache-Control"]


class TestWithdrawn:
    def gone(self, client, address):
        answer = client.get(address)
        assert answer.status_code == 404
        assert "no-store" in answer["Cache-Control"]
        return answer.content

    def test_every_address_that_does_not_work_answers_the_same(self, client):
        first = address_of("alice")
        address_of("alice")
        altered = first[:-6] + "x.ics"
        others = [altered, "/agenda/x.ics", "/agenda/" + "a" * 32 + ":b.ics"]
        assert {self.gone(client, address) for address in [first, *others]} == {b""}

    def test_withdrawn_on_one_s_own_page(self, browse, client):
        mine = browse("alice")
        mine.post(reverse("calendar_make"))
        page = mine.get(reverse("account")).text
        address = calendar_url(CalendarLink.objects.get())
        assert address in page
        path = address.removeprefix("http://127.0.0.1:8000")
        assert client.get(path).status_code == 200
        assert address not in mine.post(reverse("calendar_withdraw"), follow=True).text
        self.gone(client, path)

    def test_when_the_role_ended(self, client):
        address = address_of("alice")
        play("alice").acting.delete()
        self.gone(client, address)

    def test_when_the_account_was_closed(self, client):
        address, alice = address_of("alice"), play("alice")
        alice.is_active = False
        alice.save()
        self.gone(client, address)

    def test_who_reads_no_evaluations_has_none(self, browse):
        assert browse("ada").post(reverse("calendar_make")).status_code == 403
        assert "Adres voor uw agenda" not in browse("ada").get(reverse("account")).text
