"""The record to read: one's own organisation's, that of one file, and that of one account."""

import csv
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from m2w.audit.actions import labels
from m2w.audit.models import Entry
from m2w.audit.services import record
from programmes.transitions import TRANSITIONS
from tests.cast import CORE, STRANGER, organisation, play
from tests.factories import MembershipFactory, MenteeFactory, MentorFactory, StaffFactory

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
PERIOD = {"first": "2020-01-01", "last": "2100-01-01"}


@pytest.fixture
def mentee():
    return MenteeFactory(promoter=organisation(CORE), code="M-1")


def test_every_act_has_words():
    apps = ["m2w", "programmes", "matching", "reporting"]
    sources = [path.read_text() for app in apps for path in (ROOT / app).rglob("*.py")]
    written = {
        code for source in sources for code in re.findall(r'\brecord\(\s*"([a-z_.]+)"', source)
    }
    assert "match.started" in written
    assert written | {step.event for step in TRANSITIONS} <= set(labels())


def test_it_works(browse, mentee):
    alice = browse("alice")
    alice.get(reverse("mentee", args=[mentee.pk]))
    page = alice.get(reverse("record")).content.decode()
    assert "dossier geopend" in page
    assert reverse("mentee", args=[mentee.pk]) in page
    assert mentee.last_name not in page


def test_it_shows_ones_own_organisation(browse, mentee):
    browse("charlie").get("/mentees/")
    record("mentee.created", by=play("alice"), about=mentee)
    record("mentee.created", by=play("charlie"), about=mentee)
    acts = browse("alice").get(reverse("record")).context["object_list"]
    assert {act["actor__email"] for act in acts} == {"alice@m2w.example"}


def test_a_list_of_many_is_one_act(browse, mentee):
    MenteeFactory.create_batch(4, promoter=mentee.promoter)
    alice = browse("alice")
    alice.get(reverse("mentees"))
    answer = alice.get(reverse("record"), {"kind": "shown"})
    assert [act["count"] for act in answer.context["object_list"]] == [5]
    assert "5 mentees" in answer.content.decode()


@pytest.mark.parametrize(("kind", "count"), [("shown", 1), ("refused", 1), ("changed", 1)])
def test_it_can_be_asked_for_one_kind(browse, mentee, kind, count):
    alice = browse("alice")
    alice.get(reverse("mentee", args=[mentee.pk]))
    alice.get(reverse("mentee", args=[MenteeFactory().pk]))
    record("mentee.created", by=play("alice"), about=mentee)
    answer = alice.get(reverse("record"), {"kind": kind, **PERIOD})
    assert len(answer.context["object_list"]) == count


def test_who_has_seen_a_file(browse, mentee):
    browse("charlie").get(reverse("mentee", args=[mentee.pk]))
    alice = browse("alice")
    for _ in range(2):
        alice.get(reverse("mentee", args=[mentee.pk]))
    (line,) = alice.get(reverse("mentee_record", args=[mentee.pk])).context["seen"].rows
    assert (str(line.role), line.organisation, line.times) == ("coördinator", "Core", 2)


def test_what_was_changed_in_a_file(browse, mentee):
    mentee.postcode = "9000"
    mentee.save()
    mentee.languages = {"ti": "B1"}
    mentee.save()
    table = browse("alice").get(reverse("mentee_record", args=[mentee.pk])).context["changes"]
    assert [(str(c.field), c.before, c.after) for c in table.rows] == [
        ("talen", "Arabisch C2, Engels B1", "Tigrinya B1"),
        ("postcode", "2000", "9000"),
    ]


@pytest.mark.parametrize(("who", "status"), [("alice", 200), ("carl", 403), ("charlie", 404)])
def test_the_record_of_a_mentor_is_for_who_keeps_the_file(browse, who, status):
    mentor = MentorFactory(promoter=organisation(CORE))
    assert browse(who).get(reverse("mentor_record", args=[mentor.pk])).status_code == status


class TestBreach:
    def test_whose_data_an_account_was_shown(self, browse, mentee):
        MenteeFactory(promoter=organisation(STRANGER))
        alice = browse("alice")
        alice.get(reverse("mentees"))
        staff = play("alice").acting.staff
        answer = alice.get(reverse("breach"), {"staff": staff.code, **PERIOD, "format": "csv"})
        ((kind, code, promoter, *_at, times),) = list(csv.reader(answer.content.decode().split()))[
            1:
        ]
        assert (kind, code, promoter, times) == ("mentee", "M-1", "Core", "1")
        assert Entry.objects.filter(action="breach.listed").exists()

    def test_another_organisations_account_is_no_choice(self, browse, mentee):
        staff = play("charlie").acting.staff
        answer = browse("alice").get(reverse("breach"), {"staff": staff.code, **PERIOD})
        assert answer.status_code == 400

    def test_what_an_account_saw_for_another_organisation_stays_there(self, browse):
        alice, own = browse("alice"), play("alice").acting
        place = StaffFactory(user=own.staff.user, organisation=organisation(STRANGER))
        theirs = MembershipFactory(staff=place, role="coordinator")
        hidden = MenteeFactory(promoter=organisation(STRANGER), code="M-hidden")
        asked = {"staff": own.staff.code, **PERIOD}
        seen = {}
        for membership in [theirs, own]:
            alice.post(reverse("act_as"), {"membership": membership.pk})
            alice.get(reverse("mentee", args=[hidden.pk]))
            asked["staff"] = membership.staff.code
            seen[membership] = "M-hidden" in alice.get(reverse("breach"), asked).text
        assert seen == {theirs: True, own: False}

    def test_days_in_the_wrong_order_are_told_at_the_field(self, browse):
        asked = {
            "staff": play("alice").acting.staff.code,
            "first": "2022-02-01",
            "last": "2022-01-01",
        }
        page = browse("alice").get(reverse("breach"), asked).content.decode()
        assert "De laatste dag ligt voor de eerste." in page

    def test_the_command_writes_the_same_file(self, browse, mentee, tmp_path):
        browse("alice").get(reverse("mentees"))
        out = tmp_path / "shown.csv"
        call_command("breach", "alice@m2w.example", "2020-01-01", "2100-01-01", out=out)
        assert "M-1" in out.read_text()

    def test_the_command_knows_no_other_account(self, tmp_path):
        with pytest.raises(CommandError, match="geen account"):
            call_command("breach", "x@m2w.example", "2020-01-01", "2020-01-02", out=tmp_path / "x")


def test_no_link_leads_where_the_reader_may_not_go(browse, mentee):
    browse("alice").get(reverse("mentee", args=[mentee.pk]))
    page = browse("ada").get(reverse("record")).content.decode()
    assert "dossier geopend" in page
    assert reverse("mentee", args=[mentee.pk]) not in page
