"""/api/v1/record/: who did or saw what, and whose data an account was shown."""

import pytest
from django.utils.timezone import localdate

from m2w.audit.models import Entry
from tests.cast import enrolment_of, play

pytestmark = pytest.mark.django_db

URL = "/api/v1/record/"
FIELDS = {
    *("at", "who", "role", "organisation", "action", "in_words", "kind", "object", "count"),
}


@pytest.fixture
def mentee(api):
    found = enrolment_of(submitted=True, coach=play("carl").acting.staff).mentee
    api("carl").get(f"/api/v1/mentees/{found.pk}/")
    return found


def days(**asked):
    on = localdate(Entry.objects.latest("at").at)
    return {"first": str(on), "last": str(on)} | asked


def test_it_works(api, mentee):
    found = api("alice").get(URL).json()["results"]
    [opened] = [act for act in found if act["action"] == "file.opened"]
    assert opened.keys() == FIELDS
    assert (opened["who"], opened["kind"]) == ("Carl", "programmes.mentee")
    assert (opened["object"], opened["in_words"]) == (str(mentee.pk), "dossier geopend")


def test_the_filters_of_the_page(api, mentee):
    alice = api("alice")
    assert alice.get(URL, {"kind": "shown"}).json()["count"] == 1
    assert alice.get(URL, {"last": "2001-01-01"}).json()["count"] == 0
    assert alice.get(URL, {"kind": "x"}).status_code == 400
    assert alice.get(URL, {"wat": "x"}).status_code == 400


def test_each_organisation_reads_of_its_own_people(api, mentee):
    assert not [act for act in api("charlie").get(URL).json()["results"] if act["who"] != "Charlie"]
    assert api("carl").get(URL).status_code == 403


def test_whom_an_account_was_shown(api, mentee):
    carl = play("carl").acting.staff
    found = api("alice").get(f"{URL}breach/", days(staff=carl.code))
    [shown] = found.json()["results"]
    assert (shown["code"], shown["times"]) == (mentee.code, 1)
    assert Entry.objects.filter(action="breach.listed").exists()


@pytest.mark.parametrize(
    ("asked", "field"),
    [({"staff": "x"}, "staff"), ({"first": "gisteren"}, "first"), ({"wat": "1"}, "wat")],
)
def test_what_is_wrong_is_told_at_its_name(api, mentee, asked, field):
    carl = play("carl").acting.staff
    answer = api("alice").get(f"{URL}breach/", days(staff=carl.code) | asked)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])
