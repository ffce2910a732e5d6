"""/api/v1/meetings/ and /api/v1/actions/: what is planned, held, noted and agreed in a round."""

import io
from zipfile import ZipFile

import pytest

from programmes.models import AgreedAction, Meeting, SheetComment
from tests.cast import STRANGER, play, project_of
from tests.factories import AgreedActionFactory, MeetingFactory
from tests.programmes.sittings import PERIOD

pytestmark = pytest.mark.django_db

URL, ACTIONS = "/api/v1/meetings/", "/api/v1/actions/"
FIELDS = {
    *("id", "code", "version", "kind", "level", "scope", "period_start"),
    *("planned_on", "planned_at", "place", "held_on", "minutes"),
}


def round_named(**changes):
    named = {"kind": "bimonthly", "level": "promoter", "scope": project_of().code}
    return named | {"period_start": str(PERIOD)} | changes


@pytest.fixture
def meeting():
    return MeetingFactory(project=project_of(), period_start=PERIOD)


def post(client, address, body):
    return client.post(address, body, format="json")


def test_it_works(api):
    frank = api("frank")
    sent = {"planned_on": "2022-03-15", "planned_at": "14:30", "place": "Antwerpen"}
    made = post(frank, URL, round_named() | sent)
    assert (made.status_code, made.json().keys()) == (201, FIELDS)
    assert (round_named() | sent).items() <= made.json().items()
    address = f"{URL}{made.json()['id']}/"
    held = post(frank, f"{address}hold/", {"held_on": "2022-03-16"})
    assert held.json()["held_on"] == "2022-03-16"
    said = frank.patch(address, {"minutes": "Goed."}, format="json")
    assert (said.status_code, said.json()["minutes"]) == (200, "Goed.")
    assert frank.get(URL, {"scope": project_of().code}).json()["results"] == [said.json()]
    assert post(frank, f"{address}plan/", {}).json()["planned_on"] is None
    agenda = frank.get(f"{address}agenda/")
    assert "word/document.xml" in ZipFile(io.BytesIO(agenda.content)).namelist()


def test_what_somebody_else_wrote_is_not_lost(api, meeting):
    frank, address = api("frank"), f"{URL}{meeting.pk}/"
    late = {"If-Match": frank.get(address).headers["ETag"]}
    frank.patch(address, {"minutes": "Eerst."}, format="json")
    assert (
        frank.patch(address, {"minutes": "Laat."}, format="json", headers=late).status_code == 412
    )


def test_an_action_until_it_is_done(api, meeting):
    frank = api("frank")
    owner = play("frank").acting.staff
    body = {"text": "Bellen", "owner": str(owner.pk), "due_on": "2022-05-01"}
    made = post(frank, f"{URL}{meeting.pk}/agree_action/", body)
    assert made.status_code == 201
    assert body.items() <= made.json().items()
    found = frank.get(ACTIONS, {"open": "true", "meeting": meeting.code}).json()["results"]
    assert found == [made.json()]
    address = f"{ACTIONS}{made.json()['id']}/"
    done = post(frank, f"{address}done/", {"note": "Gebeld"}).json()
    assert (done["done_on"], done["done_note"]) == ("2022-04-01", "Gebeld")
    assert post(frank, f"{address}done/", {}).json()["code"] == "already_done"
    assert frank.get(address).json() == done


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"scope": "mars"}, "scope"),
        ({"kind": "mars"}, "kind"),
        ({"planned_on": "2021-01-01"}, "planned_on"),
        ({"planned_at": "14:30"}, "planned_on"),
        ({"planned_at": "laat"}, "planned_at"),
        ({"wat": 1}, "wat"),
    ],
)
def test_what_is_wrong_is_told_at_its_field(api, wrong, field):
    answer = post(api("frank"), URL, round_named(**wrong))
    assert (answer.status_code, list(answer.json()["errors"])) == (400, [field])
    assert post(api("frank"), URL, round_named(period_start="2022-01-02")).status_code == 409


def test_an_action_is_one_persons_or_one_sides(api, meeting):
    address = f"{URL}{meeting.pk}/agree_action/"
    body = {"text": "Bellen", "due_on": "2022-05-01"}
    for wrong in [{}, {"party": "mars"}, {"owner": str(play("alice").acting.staff.pk)}]:
        assert post(api("frank"), address, body | wrong).status_code == 400
    assert post(api("frank"), address, body | {"party": "promoter"}).status_code == 201


def test_who_only_reads_changes_nothing(api, meeting):
    action = AgreedActionFactory(meeting=meeting)
    for who in ("alice", "carl", "vera", "max", "ann"):
        client = api(who)
        assert client.get(f"{URL}{meeting.pk}/").status_code == 200
        assert client.get(f"{ACTIONS}{action.pk}/").status_code == 200
        assert client.patch(f"{URL}{meeting.pk}/", {"wat": 1}, format="json").status_code == 403
        assert post(client, f"{URL}{meeting.pk}/hold/", {"wat": 1}).status_code == 403
        assert post(client, f"{ACTIONS}{action.pk}/done/", {"wat": 1}).status_code == 403
    assert not Meeting.objects.filter(held_on__isnull=False).exists()
    assert api("charlie").get(f"{URL}{meeting.pk}/").status_code == 404
    assert api("charlie").get(ACTIONS).json()["count"] == 0
    assert AgreedAction.objects.get().done_on is None


def test_a_promoter_comments_before_anyone_begins(api):
    address = "/api/v1/evaluations/comments/"
    body = round_named(track="operational", text="Klopt niet.")
    answer = post(api("alice"), address, body)
    assert (answer.status_code, SheetComment.objects.count()) == (201, 1)
    assert list(post(api("alice"), address, body | {"track": ""}).json()["errors"]) == ["track"]
    theirs = post(api("charlie"), address, body)
    assert list(theirs.json()["errors"]) == ["scope"]
    assert post(api("frank"), address, {}).status_code == 403


def test_what_is_still_to_write(api):
    project_of(), project_of(STRANGER)
    found = api("frank").get("/api/v1/evaluations/to_write/").json()
    assert found["count"] > 0
    assert found["results"][0]["begun"] is False
    assert api("alice").get("/api/v1/evaluations/to_write/").status_code == 403
    assert api("alice").get("/api/v1/evaluations/to_comment/").status_code == 200
    assert api("alice").get("/api/v1/evaluations/to_comment/", {"wat": 1}).status_code == 400


def test_a_list_asks_as_much_for_many(api, meeting, django_assert_num_queries):
    alice = api("alice")
    AgreedActionFactory(meeting=meeting)
    alice.get(ACTIONS)
    with django_assert_num_queries(20, exact=False) as few:
        alice.get(ACTIONS)
    for _ in range(4):
        AgreedActionFactory(meeting=meeting)
    with django_assert_num_queries(len(few)):
        alice.get(ACTIONS)
