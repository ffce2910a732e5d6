"""Rows straight from the database say what objects say."""

import pytest

from m2w.audit.models import Entry
from programmes.models import Mentee
from tests.cast import enrolment_of, play
from tests.factories import (
    ContactFactory,
    GrantFactory,
    MatchFactory,
    MenteeFactory,
    OutcomeFactory,
)
from tests.programmes.test_mentee_api import NEW

pytestmark = pytest.mark.django_db

KINDS = ("mentees", "mentors", "contacts", "outcomes", "matches", "enrolments", "grants", "claims")


@pytest.fixture
def duo(db):
    file = enrolment_of(active=True)
    match = MatchFactory(enrolment=file, coach=play("carl").acting.staff)
    ContactFactory(match=match, minutes=60, channel="phone", topics=("network", "family"))
    OutcomeFactory(enrolment=file)
    MenteeFactory(
        promoter=file.project.promoter,
        languages={"ti": "C2", "en": "B1"},
        hard_wishes=("same_gender",),
        availability=("mon-am", "sat-ev"),
        is_erased=False,
    )
    if not file.project.grants.exists():
        GrantFactory(project=file.project)
    return match


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("who", ["alice", "vera", "max"])
def test_a_list_says_what_each_object_says(api, duo, kind, who):
    client = api(who)
    listed = client.get(f"/api/v1/{kind}/")
    if listed.status_code == 403:
        pytest.skip("This role reads none of these.")
    for row in listed.json()["results"]:
        assert client.get(f"/api/v1/{kind}/{row['id']}/").json() == row


def test_what_was_sent_comes_back_in_a_list(api):
    alice = api("alice")
    made = alice.post("/api/v1/mentees/", NEW, format="json").json()
    assert alice.get("/api/v1/mentees/").json()["results"] == [made]


def test_whom_it_shows_is_on_the_record(api, duo):
    api("alice").get("/api/v1/contacts/", {"fields": "held_on"})
    shown = Entry.objects.filter(action="file.listed").values_list("object_type", "object_id")
    enrolment = duo.enrolment
    assert ("programmes.mentee", str(enrolment.mentee_id)) in set(shown)
    assert ("matching.mentor", str(duo.mentor_id)) in set(shown)


def test_a_last_page_is_in_order_too(api):
    promoter = enrolment_of().project.promoter
    MenteeFactory.create_batch(6, promoter=promoter)
    alice = api("alice")
    every = [row["id"] for row in alice.get("/api/v1/mentees/").json()["results"]]
    pages = [
        row["id"]
        for page in (1, 2, 3, 4)
        for row in alice.get("/api/v1/mentees/", {"page": page, "page_size": 2}).json()["results"]
    ]
    assert pages == every
    assert len(every) == Mentee.objects.count()
