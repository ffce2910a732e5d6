"""/api/v1/matches/: duos, what is done with them, and whom one names as coach."""

from datetime import date
from uuid import uuid4

import pytest

from matching.acts import ACTS
from matching.models import Match
from matching.serializers.matches import ACT_BODIES
from tests.cast import CORE, STRANGER, enrolment_of, organisation, play
from tests.conftest import TODAY
from tests.factories import MatchFactory, MembershipFactory, MentorFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/matches/"
FIELDS = {
    *("id", "code", "version", "enrolment", "mentor", "coach", "started_on", "planned_end_on"),
    *("ended_on", "end_reason", "agreement_on", "first_meeting_on", "contact_every_days"),
    *("paused_from", "paused_until", "state", "closing_interview_on", "closing_note"),
}


def carl():
    return play("carl").acting.staff


def duo(**values):
    days = {"started_on": date(2022, 3, 1), "planned_end_on": date(2022, 9, 1)}
    enrolment = enrolment_of(active=True)
    return MatchFactory(enrolment=enrolment, coach=carl(), **days | values)


def body(**values):
    mentor = MentorFactory(promoter=organisation(CORE))
    asked = {"enrolment": enrolment_of(approved=True), "mentor": mentor, "coach": carl()} | values
    return {name: str(getattr(value, "pk", value)) for name, value in asked.items()}


def start(client, **values):
    return client.post(URL, body(**values), format="json")


def act(client, match, name, **sent):
    return client.post(f"{URL}{match.pk}/{name}/", sent, format="json")


def test_it_works(api):
    agreed = {"agreement_on": "2022-03-30", "first_meeting_on": "2022-04-05"}
    made = start(api("alice"), code="DUO-1", started_on="2022-04-01", **agreed)
    assert made.status_code == 201
    found = made.json()
    assert found.keys() == FIELDS
    assert (found["code"], found["started_on"], found["planned_end_on"]) == (
        "DUO-1",
        "2022-04-01",
        "2022-10-01",
    )
    assert agreed.items() <= found.items()
    again = api("alice").get(f"{URL}{found['id']}/")
    assert again.json() == found
    assert again.headers["ETag"] == '"1"'


def test_a_rhythm_is_a_number(api):
    match = duo()
    assert (
        act(api("carl"), match, "arrange", contact_every_days=10).json()["contact_every_days"] == 10
    )
    assert (
        act(api("carl"), match, "arrange", agreement_on="2022-03-05").json()["contact_every_days"]
        == 10
    )


def test_a_coach_starts_one_of_their_own(api):
    enrolment = enrolment_of(approved=True, coach=carl())
    assert start(api("carl"), enrolment=enrolment).status_code == 201
    assert start(api("carl")).status_code == 400


@pytest.mark.parametrize(
    ("name", "sent", "field", "value"),
    [
        ("arrange", {"agreement_on": "2022-03-05"}, "agreement_on", "2022-03-05"),
        ("extend", {"planned_end_on": "2022-10-01"}, "planned_end_on", "2022-10-01"),
        ("pause", {"paused_until": "2022-04-08"}, "paused_until", "2022-04-08"),
        ("pause", {}, "paused_from", "2022-04-01"),
        ("end", {"reason": "misfit"}, "end_reason", "misfit"),
        ("end", {"reason": "work", "ended_on": "2022-03-20"}, "ended_on", "2022-03-20"),
        ("end", {"reason": "work", "note": "Mooi werk."}, "closing_note", "Mooi werk."),
        (
            "end",
            {"reason": "work", "interview_on": "2022-03-30"},
            "closing_interview_on",
            "2022-03-30",
        ),
        ("end", {"reason": "work"}, "state", "ended"),
    ],
)
def test_every_act(api, name, sent, field, value):
    answer = act(api("carl"), duo(), name, **sent)
    assert (answer.status_code, answer.json()[field]) == (200, value)


def test_a_pause_is_lifted(api):
    answer = act(api("alice"), duo(paused_from=date(2022, 3, 20)), "resume")
    assert answer.json()["paused_until"] == "2022-03-31"


def test_what_was_done_with_one(api):
    match = duo()
    act(api("carl"), match, "extend", planned_end_on="2022-10-01")
    address = f"{URL}{match.pk}/changes/"
    [told] = api("carl").get(address).json()["results"]
    assert told.pop("at")
    assert told == {
        "name": "extend",
        "on": "2022-04-01",
        "until": "2022-10-01",
        "coach": None,
        "by": "Carl",
    }
    assert api("vera").get(address).status_code == 403
    theirs = MatchFactory(enrolment=enrolment_of(STRANGER, active=True))
    assert api("carl").get(f"{URL}{theirs.pk}/changes/").status_code == 404


def test_who_gives_a_duo_away_still_hears_what_became_of_it(api):
    other = MembershipFactory(role="coach", staff__organisation=organisation(CORE)).staff
    match = duo()
    answer = act(api("carl"), match, "change_coach", coach=str(other.pk))
    assert (answer.status_code, answer.json()["coach"]) == (200, str(other.pk))
    assert api("carl").get(f"{URL}{match.pk}/").status_code == 404


def test_every_act_of_the_table_has_a_body():
    assert {one.name for one in ACTS} == set(ACT_BODIES)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"mentor": "x"}, "mentor"),
        ({"mentor": uuid4()}, "mentor"),
        ({"started_on": "01/04/2022"}, "started_on"),
        ({"planned_end_on": "2022-03-31"}, "planned_end_on"),
        ({"agreement_on": "2022-04-02"}, "agreement_on"),
        ({"contact_every_days": 0}, "contact_every_days"),
        ({"contact_every_days": "veel"}, "contact_every_days"),
        ({"ended_on": "2022-04-01"}, "ended_on"),
        ({"code": "a b"}, "code"),
    ],
)
def test_a_body_that_is_wrong_is_refused_at_its_field(api, values, field):
    answer = start(api("alice"), **values)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])
    assert not Match.objects.exists()


@pytest.mark.parametrize(
    ("name", "sent", "field"),
    [
        ("extend", {}, "planned_end_on"),
        ("extend", {"planned_end_on": "2022-08-01"}, "planned_end_on"),
        ("pause", {"paused_from": "2022-04-02", "paused_until": "2022-04-01"}, "paused_until"),
        ("end", {"reason": "moe"}, "reason"),
        ("end", {}, "reason"),
        ("end", {"reason": "work", "interview_on": "2022-04-02"}, "interview_on"),
        ("end", {"reason": "work", "note": "a" * 501}, "note"),
        ("resume", {"on": "2022-04-01"}, "on"),
        ("change_coach", {"coach": str(uuid4())}, "coach"),
    ],
)
def test_so_is_that_of_an_act(api, name, sent, field):
    answer = act(api("alice"), duo(), name, **sent)
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])


def test_what_a_rule_forbids_is_a_conflict_with_its_code(api):
    alice, enrolment = api("alice"), enrolment_of(approved=True)
    untrained = MentorFactory(promoter=organisation(CORE), trained_on=None)
    answer = start(alice, enrolment=enrolment, mentor=untrained)
    assert (answer.status_code, answer.json()["code"]) == (409, "not_trained")
    assert "mentorvorming" in answer.json()["detail"]
    mentor = MentorFactory(promoter=organisation(CORE))
    assert start(alice, enrolment=enrolment, mentor=mentor).status_code == 201
    assert start(alice, mentor=mentor).json()["code"] == "full"
    match = Match.objects.get()
    assert act(alice, match, "resume").json()["code"] == "not_now"
    assert act(alice, match, "end", reason="work").status_code == 200
    assert act(alice, match, "end", reason="work").json()["code"] == "already_ended"


def test_a_counsellor_reads_the_status_and_does_nothing(api):
    match, vera = duo(agreement_on=TODAY), api("vera")
    found = vera.get(f"{URL}{match.pk}/").json()
    assert found.keys() == {"id", "code", "enrolment", "mentor", "started_on", "ended_on"}
    assert vera.get(URL).json()["results"] == [found]
    assert start(vera).status_code == 403
    assert act(vera, match, "pause").status_code == 403
    assert vera.get(URL, {"follow_up": "contact"}).status_code == 400


def test_another_promoters_does_not_exist(api):
    theirs = MatchFactory(enrolment=enrolment_of(STRANGER, active=True))
    assert api("alice").get(f"{URL}{theirs.pk}/").status_code == 404
    assert act(api("alice"), theirs, "end", reason="work").status_code == 404
    foreign = MentorFactory(promoter=organisation(STRANGER))
    assert list(start(api("alice"), mentor=foreign).json()["errors"]) == ["mentor"]


def test_the_filters_are_those_of_the_list(api):
    late, paused = duo(), duo(paused_from=TODAY)
    duo(ended_on=TODAY)

    def found(**query):
        return {one["id"] for one in api("alice").get(URL, query).json()["results"]}

    assert found(follow_up="contact") == {str(late.pk)}
    assert found(state="paused") == {str(paused.pk)}
    assert found(state="open") == {str(late.pk), str(paused.pk)}


def test_more_rows_take_no_more_queries(api, django_assert_num_queries):
    alice = api("alice")
    duo()
    alice.get(URL)
    with django_assert_num_queries(30, exact=False) as few:
        alice.get(URL)
    for _ in range(4):
        duo()
    with django_assert_num_queries(len(few)):
        alice.get(URL)


class TestStaff:
    URL = "/api/v1/staff/"

    def test_it_gives_the_colleagues_of_ones_own_organisation(self, api):
        both = MembershipFactory(
            role="coach",
            staff__organisation=organisation(CORE),
            staff__user__name="Bea",
            staff__languages={"ti": "C2"},
        ).staff
        both.memberships.create(role="coordinator")
        play("charlie")
        alice, bea = api("alice").get(self.URL).json()["results"]
        assert (alice["name"], alice["role"]) == ("Alice", "coordinator")
        assert bea == {
            "id": str(both.pk),
            "code": both.code,
            "name": "Bea",
            "role": "coordinator;coach",
            "languages": "ti:C2",
        }

    def test_an_administrator_reads_no_more_there(self, api):
        play("alice")
        names = {one["name"] for one in api("ada").get(self.URL).json()["results"]}
        assert names == {"Ada"}

    def test_the_filter_on_a_role(self, api):
        play("carl")
        found = api("alice").get(self.URL, {"role": "coach"}).json()["results"]
        assert [one["name"] for one in found] == ["Carl"]
