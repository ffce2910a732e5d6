"""The API of contacts: the columns of contacts.csv, topics and a note, by the pages' rules."""

from datetime import date

import pytest

from matching.models import Contact
from tests.cast import STRANGER, enrolment_of, play
from tests.factories import ContactFactory, MatchFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/contacts/"


@pytest.fixture
def match(db):
    return MatchFactory(
        enrolment=enrolment_of(active=True),
        coach=play("carl").acting.staff,
        started_on=date(2022, 2, 1),
    )


def body(match, **values):
    told = {"match": str(match.pk), "held_on": "2022-03-10", "kind": "contact", "reached": "yes"}
    return told | values


class TestReading:
    def test_it_works(self, api, match):
        contact = ContactFactory(match=match, minutes=60, channel="phone", topics=("network",))
        [told] = api("carl").get(URL).json()["results"]
        assert told == {
            "id": str(contact.pk),
            "code": contact.code,
            "version": 1,
            "match": str(match.pk),
            "held_on": "2020-03-15",
            "kind": "contact",
            "minutes": "60",
            "channel": "phone",
            "reached": "yes",
            "topics": ["network"],
            "note": "",
            "is_reported": False,
        }

    def test_a_counsellor_reads_match_and_day_only(self, api, match):
        contact = ContactFactory(match=match, note="Geheim")
        told = api("vera").get(f"{URL}{contact.pk}/").json()
        assert set(told) == {"id", "code", "match", "held_on"}

    def test_the_filters_of_the_list(self, api, match):
        met = ContactFactory(match=match, held_on=date(2022, 3, 1))
        ContactFactory(match=match, held_on=date(2022, 2, 1), reached=False)
        for asked in ({"since": "2022-03-01"}, {"reached": "yes"}, {"until": "2022-03-01"}):
            found = api("carl").get(URL, {"match": match.code, **asked}).json()
            assert str(met.pk) in [one["id"] for one in found["results"]]
        assert api("carl").get(URL, {"reached": "yes"}).json()["count"] == 1
        assert api("vera").get(URL, {"reached": "yes"}).status_code == 400
        assert api("carl").get(URL, {"x": "1"}).status_code == 400

    def test_another_promoters_does_not_exist(self, api):
        theirs = ContactFactory(match=MatchFactory(enrolment=enrolment_of(STRANGER, active=True)))
        assert api("carl").get(f"{URL}{theirs.pk}/").status_code == 404
        assert api("max").get(f"{URL}{theirs.pk}/").status_code == 403


class TestNoting:
    def test_it_works(self, api, match):
        told = body(match, minutes=60, channel="online", topics=["applying"], note="Goed.")
        answer = api("carl").post(URL, told, format="json")
        assert answer.status_code == 201, answer.json()
        contact = Contact.objects.get()
        assert contact.entered_by == play("carl")
        assert (contact.minutes, contact.topics) == (60, ("applying",))

    @pytest.mark.parametrize(
        ("bad", "field"),
        [
            ({"held_on": "2022-01-31"}, "held_on"),
            ({"held_on": "2022-04-02"}, "held_on"),
            ({"held_on": "10/03/2022"}, "held_on"),
            ({"minutes": 2400}, "minutes"),
            ({"minutes": 0}, "minutes"),
            ({"kind": "x"}, "kind"),
            ({"reached": True}, "reached"),
            ({"topics": ["x"]}, "topics"),
            ({"note": "x" * 501}, "note"),
            ({"is_reported": True}, "is_reported"),
            ({"x": 1}, "x"),
        ],
        ids=str,
    )
    def test_bad_input_is_told_at_its_field(self, api, match, bad, field):
        answer = api("carl").post(URL, body(match, **bad), format="json")
        assert answer.status_code == 400
        assert list(answer.json()["errors"]) == [field]
        assert not Contact.objects.exists()

    def test_a_second_one_that_day_is_409(self, api, match):
        api("carl").post(URL, body(match), format="json")
        again = api("carl").post(URL, body(match), format="json")
        assert (again.status_code, again.json()["code"]) == (409, "contact_exists")

    def test_of_anothers_duo_it_is_400_and_of_a_counsellor_403(self, api, match):
        theirs = MatchFactory(enrolment=enrolment_of(STRANGER, active=True))
        assert api("carl").post(URL, body(theirs), format="json").status_code == 400
        assert api("vera").post(URL, body(match), format="json").status_code == 403


class TestAmending:
    def test_some_values_of_the_version_that_was_read(self, api, match):
        contact = ContactFactory(match=match, minutes=60)
        address = f"{URL}{contact.pk}/"
        tag = api("carl").get(address)["ETag"]
        answer = api("carl").patch(address, {"minutes": 45}, format="json", HTTP_IF_MATCH=tag)
        assert answer.json()["minutes"] == "45"
        late = api("carl").patch(address, {"minutes": 30}, format="json", HTTP_IF_MATCH=tag)
        assert late.status_code == 412
        assert api("carl").patch(address, {"minutes": 9999}, format="json").status_code == 400
        assert api("vera").patch(address, {"minutes": 30}, format="json").status_code == 403

    def test_what_is_not_known_any_more_is_null(self, api, match):
        contact = ContactFactory(match=match, minutes=60, channel="phone", note="Weg.")
        sent = {"minutes": None, "channel": None, "note": "", "topics": []}
        answer = api("carl").patch(f"{URL}{contact.pk}/", sent, format="json")
        assert answer.status_code == 200, answer.json()
        told = answer.json()
        assert (told["minutes"], told["channel"], told["note"]) == (None, None, "")

    def test_a_wrong_one_goes(self, api, match):
        contact = ContactFactory(match=match)
        address = f"{URL}{contact.pk}/"
        assert api("vera").delete(address).status_code == 403
        assert api("carl").delete(address).status_code == 204
        assert api("carl").delete(address).status_code == 404
