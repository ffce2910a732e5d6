"""What every list and object of the API takes: `fields`, `updated_since`, pages, If-Match."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from programmes.models import Mentee
from tests.cast import STRANGER, enrolment_of
from tests.factories import MenteeFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/mentees/"
MOMENT = datetime(2022, 3, 1, tzinfo=UTC)


@pytest.fixture
def alice(api):
    return api("alice")


def ids(answer):
    return [row["id"] for row in answer.json()["results"]]


def changed_at(moment, **values):
    mentee = enrolment_of(**values).mentee
    Mentee.objects.filter(pk=mentee.pk).update(updated_at=moment)
    return str(mentee.pk)


class TestFields:
    def test_only_those_that_are_asked_for(self, alice):
        mentee = enrolment_of().mentee
        [row] = alice.get(URL, {"fields": "id,first_name"}).json()["results"]
        assert row == {"id": str(mentee.pk), "first_name": mentee.first_name}
        assert alice.get(f"{URL}{mentee.pk}/", {"fields": "code"}).json() == {"code": mentee.code}

    @pytest.mark.parametrize("fields", ["", "nickname", "id,", "id,nickname", "promoter__name"])
    def test_one_that_does_not_exist_is_refused(self, alice, fields):
        mentee = enrolment_of().mentee
        for address in (URL, f"{URL}{mentee.pk}/"):
            answer = alice.get(address, {"fields": fields})
            assert (answer.status_code, list(answer.json()["errors"])) == (400, ["fields"])

    def test_what_a_role_may_not_know_stays_away(self, api):
        enrolment_of(submitted=True)
        [row] = api("vera").get(URL, {"fields": "id,code"}).json()["results"]
        assert set(row) <= {"id", "code"}

    def test_who_asks_for_that_only_is_told_so(self, api):
        answer = api("vera").get("/api/v1/contacts/", {"fields": "note"})
        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["fields"])

    def test_a_change_takes_no_parameter(self, alice):
        mentee = enrolment_of().mentee
        answer = alice.patch(f"{URL}{mentee.pk}/?fields=id", {}, format="json")
        assert answer.status_code == 400


class TestUpdatedSince:
    def test_only_what_changed_from_then_on_in_that_order(self, alice):
        later = changed_at(MOMENT + timedelta(hours=1))
        changed_at(MOMENT - timedelta(seconds=1))
        at = changed_at(MOMENT)
        assert ids(alice.get(URL, {"updated_since": MOMENT.isoformat()})) == [at, later]

    def test_a_change_counts(self, alice):
        mentee = changed_at(MOMENT)
        now = timezone.now().isoformat()
        assert ids(alice.get(URL, {"updated_since": now})) == []
        alice.patch(f"{URL}{mentee}/", {"first_name": "Nieuw"}, format="json")
        assert ids(alice.get(URL, {"updated_since": now})) == [mentee]

    def test_that_of_someone_else_stays_away(self, alice):
        enrolment_of(STRANGER)
        assert ids(alice.get(URL, {"updated_since": MOMENT.isoformat()})) == []

    @pytest.mark.parametrize("said", ["", "gisteren", "2022-13-01T00:00:00Z", "9" * 40, "\x00"])
    def test_what_is_no_moment_is_refused(self, alice, said):
        answer = alice.get(URL, {"updated_since": said})
        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["updated_since"])

    @pytest.mark.parametrize(
        "said",
        [
            *("0001-01-01", "0001-01-01T00:00:00", "0001-01-01T00:00:00Z"),
            *("9999-12-31T23:59:59", "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-05:00"),
        ],
    )
    @pytest.mark.parametrize("name", ["mentees", "contacts", "documents"])
    def test_the_ends_of_the_calendar_are_no_fault_of_ours(self, alice, name, said):
        answer = alice.get(f"/api/v1/{name}/", {"updated_since": said})
        assert answer.status_code in {200, 400}

    @pytest.mark.parametrize("name", ["notices", "reminders", "imports"])
    def test_where_no_row_changes_nobody_asks(self, alice, name):
        answer = alice.get(f"/api/v1/{name}/", {"updated_since": MOMENT.isoformat()})
        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["updated_since"])


class TestPages:
    @pytest.mark.parametrize("address", [URL, "/api/v1/reports/", "/api/v1/reports/outflow/"])
    def test_a_parameter_is_given_once(self, alice, address):
        answer = alice.get(f"{address}?project=x&q=a&q=b")
        assert answer.status_code == 400
        assert "q" in answer.json()["errors"]

    def test_there_is_a_cap(self, alice):
        MenteeFactory.create_batch(3, promoter=enrolment_of().project.promoter)
        assert len(ids(alice.get(URL, {"page_size": 2}))) == 2
        assert len(ids(alice.get(URL, {"page_size": 99_999}))) == 4

    def test_a_page_of_50_takes_six_queries_at_most(self, alice):
        MenteeFactory.create_batch(50, promoter=enrolment_of().project.promoter)
        with CaptureQueriesContext(connection) as seen:
            assert len(ids(alice.get(URL))) == 50
        reads = [query for query in seen if not query["sql"].startswith(("SAVEPOINT", "RELEASE"))]
        assert len(reads) <= 6, [query["sql"][:90] for query in reads]


class TestIfMatch:
    def act(self, alice, file, version):
        address = f"/api/v1/enrolments/{file.pk}/withdraw/"
        headers = {"If-Match": version}
        return alice.post(address, {"reason": "other"}, format="json", headers=headers)

    def test_an_act_upon_what_was_changed_is_refused(self, alice):
        file = enrolment_of(submitted=True)
        answer = self.act(alice, file, f'"{file.version - 1}"')
        assert (answer.status_code, answer.json()["code"]) == (412, "changed_meanwhile")
        file.refresh_from_db()
        assert file.state == "submitted"

    @pytest.mark.parametrize("tag", ["*", None])
    def test_upon_what_was_read_it_is_done(self, alice, tag):
        file = enrolment_of(submitted=True)
        assert self.act(alice, file, tag or f'"{file.version}"').status_code == 200

    def test_a_tag_of_another_kind_never_fits(self, alice):
        file = enrolment_of(submitted=True)
        assert self.act(alice, file, 'W/"abc"').status_code == 412

    def test_removing_asks_too(self, alice):
        file = enrolment_of()
        address = f"/api/v1/enrolments/{file.pk}/"
        assert alice.delete(address, headers={"If-Match": '"99"'}).status_code == 412
        assert alice.delete(address, headers={"If-Match": f'"{file.version}"'}).status_code == 204
