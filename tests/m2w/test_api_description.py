"""Where the API describes itself, to programs and to people."""

import pytest
from django.urls import reverse

pytestmark = pytest.mark.django_db

SCHEMA, DOCS = "/api/v1/schema/", "/api/v1/docs/"


@pytest.mark.parametrize("accept", ["*/*", "application/yaml", "application/json"])
def test_a_refusal_is_json_whatever_was_asked(client, accept):
    answer = client.get(SCHEMA, headers={"Accept": accept})
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")
    assert answer.json()["code"] == "not_authenticated"


def test_what_it_does_not_offer_is_refused(api):
    alice = api("alice")
    assert alice.get(SCHEMA, headers={"Accept": "text/html"}).json()["status"] == 406
    assert list(alice.get(f"{SCHEMA}?format=json").json()["errors"]) == ["format"]


def test_whoever_wants_to_read_it_signs_in_first(client, browse):
    assert client.get(DOCS).url == f"{reverse('account_login')}?next={DOCS}"
    assert browse("alice").get(DOCS).status_code == 200
    assert browse("alice").get(f"{DOCS}?x=1").status_code == 400
