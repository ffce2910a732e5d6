"""/api/v1/contact_reports/: what mentors and mentees report, and the links by which they do."""

from datetime import date
from uuid import uuid4

import pytest
from django.conf import settings as site

from matching import services
from matching.meeting_links import opened_by
from matching.models import Contact
from tests.cast import STRANGER, enrolment_of, play
from tests.factories import ContactReportFactory, MatchFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/contact_reports/"
DAY = date(2022, 3, 20)


@pytest.fixture
def match(db):
    return duo()


def duo():
    coach = play("carl").acting.staff
    return MatchFactory(
        enrolment=enrolment_of(active=True), coach=coach, started_on=date(2022, 3, 1)
    )


def links_of(match):
    return f"/api/v1/matches/{match.pk}/meeting_links/"


def tell(client, match, who, **told):
    """Report by a link that the API gives."""
    urls = {one["who"]: one["url"] for one in client.get(links_of(match)).json()}
    opened = opened_by(urls[who].split("/")[-2])
    return services.report_meeting(opened, held_on=DAY, **told)


@pytest.fixture
def carl(api):
    return api("carl")


class TestReports:
    @pytest.fixture
    def doubted(self, carl, match):
        tell(carl, match, "mentee", seen=False)
        return tell(carl, match, "mentor", seen=True, minutes=60, channel="phone")

    def test_it_works(self, carl, match, doubted):
        [told] = carl.get(URL).json()["results"]
        meeting, received = told.pop("meeting"), told.pop("received_at")
        assert told == {
            "id": str(doubted.pk),
            "code": doubted.code,
            "version": doubted.version,
            "match": str(match.pk),
            "who": "mentor",
            "held_on": "2022-03-20",
            "seen": "yes",
            "minutes": "60",
            "channel": "phone",
            "call_me": False,
            "contact": None,
            "doubt": "seen",
            "handled_on": None,
            "called_on": None,
        }
        assert received
        assert [(one["who"], one["seen"]) for one in meeting] == [("mentee", "no")]

    def test_deciding(self, carl, doubted):
        address = f"{URL}{doubted.pk}/decide/"
        answer = carl.post(address, {"reached": "yes", "minutes": 45}, format="json")
        assert answer.status_code == 200, answer.json()
        contact = Contact.objects.get()
        assert (contact.reached, contact.minutes, contact.entered_by) == (True, 45, play("carl"))
        told = answer.json()
        assert (told["contact"], told["handled_on"]) == (str(contact.pk), "2022-04-01")
        assert (told["doubt"], told["meeting"]) == ("", [])
        assert carl.get(URL).json()["count"] == 0
        assert carl.get(f"{URL}{doubted.pk}/").json() == told
        again = carl.post(address, {"reached": "no"}, format="json")
        assert (again.status_code, again.json()["code"]) == (409, "already_handled")

    @pytest.mark.parametrize(
        ("sent", "field"),
        [
            ({}, "reached"),
            ({"reached": True}, "reached"),
            ({"reached": "yes", "minutes": 721}, "minutes"),
            ({"reached": "yes", "channel": "phone"}, "channel"),
        ],
        ids=str,
    )
    def test_what_is_wrong_is_told_at_its_field(self, carl, doubted, sent, field):
        answer = carl.post(f"{URL}{doubted.pk}/decide/", sent, format="json")
        assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])
        assert not Contact.objects.exists()

    def test_somebody_called(self, carl, match):
        asked = tell(carl, match, "mentee", seen=True, call_me=True)
        answer = carl.post(f"{URL}{asked.pk}/called/")
        assert (answer.status_code, answer.json()["called_on"]) == (200, "2022-04-01")
        assert carl.post(f"{URL}{asked.pk}/called/").json()["code"] == "already_handled"
        assert carl.get(URL, {"match": match.code}).json()["count"] == 0

    def test_others_have_nothing_to_do_with_it(self, api, carl, doubted):
        theirs = ContactReportFactory(
            match=MatchFactory(enrolment=enrolment_of(STRANGER, active=True)), call_me=True
        )
        assert carl.post(f"{URL}{theirs.pk}/decide/", {}, format="json").status_code == 404
        assert carl.get(URL, {"match": theirs.match.code}).status_code == 400
        assert api("vera").get(URL).status_code == 403
        for act in ("decide", "called"):
            assert api("vera").post(f"{URL}{uuid4()}/{act}/", {}, format="json").status_code == 403

    def test_more_rows_take_no_more_queries(self, carl, doubted, django_assert_num_queries):
        carl.get(URL)
        with django_assert_num_queries(30, exact=False) as few:
            carl.get(URL)
        for _ in range(3):
            ContactReportFactory(match=duo(), doubt="seen", held_on=DAY)
        with django_assert_num_queries(len(few)):
            carl.get(URL)


class TestLinks:
    def test_they_stay_until_one_is_withdrawn(self, carl, match):
        first = carl.get(links_of(match)).json()
        assert [one["who"] for one in first] == ["mentor", "mentee"]
        assert all(one["url"].startswith(site.M2W_SITE_URL) for one in first)
        assert carl.get(links_of(match)).json() == first
        address = f"/api/v1/matches/{match.pk}/withdraw_meeting_link/"
        mentor, mentee = carl.post(address, {"who": "mentor"}, format="json").json()
        assert mentor["url"] != first[0]["url"]
        assert mentee == first[1]
        assert opened_by(first[0]["url"].split("/")[-2]) is None
        assert carl.post(address, {"who": "x"}, format="json").status_code == 400

    def test_in_the_language_of_who_reports(self, carl, match):
        french = carl.get(links_of(match), {"language": "fr"}).json()
        assert french[0]["url"].endswith("?taal=fr")
        assert carl.get(links_of(match), {"language": "xx"}).status_code == 400
        assert carl.get(links_of(match), {"taal": "fr"}).status_code == 400

    def test_none_after_the_end(self, carl, match):
        match.ended_on = date(2022, 3, 1)
        match.save()
        assert carl.get(links_of(match)).json() == []

    def test_they_are_not_for_others(self, api, carl):
        theirs = MatchFactory(enrolment=enrolment_of(STRANGER, active=True))
        colleagues = MatchFactory(enrolment=enrolment_of(active=True))
        for match in (theirs, colleagues):
            assert carl.get(links_of(match)).status_code == 404
        assert api("vera").get(links_of(colleagues)).status_code == 403
