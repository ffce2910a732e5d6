"""/api/v1/extension_requests/: asked by the promoter, granted or refused by a manager."""

from datetime import date

import pytest

from programmes.models import Extension, ExtensionRequest, Grant
from tests.cast import CORE, STRANGER, organisation, play, project_of
from tests.factories import EvaluationFactory, ExtensionRequestFactory, MembershipFactory
from tests.factories import ProjectFactory as Projects

pytestmark = pytest.mark.django_db
URL = "/api/v1/extension_requests/"
FIELDS = {
    *("id", "code", "version", "project", "state", "asked_on", "asked_by", "months", "amount"),
    *("motivation", "decided_on", "refusal_reason"),
}


@pytest.fixture
def project():
    """In month 22 of 24 today, with a positive final evaluation."""
    project = Projects(
        promoter=organisation(CORE), starts_on=date(2020, 6, 1), ends_on=date(2022, 5, 31)
    )
    EvaluationFactory(
        project=project,
        kind="final",
        track="",
        period_start=project.starts_on,
        held_on=date(2022, 3, 1),
        verdict="positive",
    )
    return project


def body(project, /, **changes):
    values = {"months": 12, "amount": "40000.00", "motivation": "Nog 20 mentees wachten."}
    return {"project": str(project.pk), **values} | changes


def post(client, address, **sent):
    return client.post(address, sent, format="json")


def test_it_works(api, project):
    made = post(api("alice"), URL, **body(project, code="V-1"))
    assert (made.status_code, made.json().keys()) == (201, FIELDS)
    asked = made.json()
    assert (asked["code"], asked["state"], asked["asked_by"]) == ("V-1", "asked", "Alice")
    granted = post(api("max"), f"{URL}{asked['id']}/grant/")
    assert (granted.status_code, granted.json()["state"]) == (200, "granted")
    assert Extension.objects.get().project == project
    assert not Grant.objects.get(kind="extension").counts
    again = post(api("max"), f"{URL}{asked['id']}/grant/")
    assert (again.status_code, again.json()["code"]) == (409, "not_now")
    assert api("alice").get(f"{URL}{asked['id']}/").json() == granted.json()


def test_a_refusal_has_a_reason(api, project):
    asked = ExtensionRequestFactory(project=project)
    nothing = post(api("max"), f"{URL}{asked.pk}/refuse/")
    assert (nothing.status_code, list(nothing.json()["errors"])) == (400, ["reason"])
    refused = post(api("max"), f"{URL}{asked.pk}/refuse/", reason="Te weinig mentees").json()
    assert (refused["state"], refused["refusal_reason"]) == ("refused", "Te weinig mentees")


@pytest.mark.parametrize(
    "wrong",
    [
        {"months": 13},
        {"months": "0"},
        {"amount": "1.234,56"},
        {"amount": 12.5},
        {"motivation": " "},
        {"motivation": "a\0b"},
        {"state": "granted"},
        {"project": "00000000-0000-0000-0000-000000000000"},
    ],
)
def test_what_is_wrong_is_told_at_its_field(api, project, wrong):
    answer = post(api("alice"), URL, **body(project, **wrong))
    assert (answer.status_code, list(answer.json()["errors"])) == (400, list(wrong))
    assert not ExtensionRequest.objects.exists()


def test_a_rule_is_a_conflict(api):
    answer = post(api("alice"), URL, **body(project_of()))
    assert (answer.status_code, answer.json()["code"]) == (409, "already_extended")


def test_anothers_project_answers_as_a_made_up_one(api):
    theirs = project_of(STRANGER)
    answer = post(api("alice"), URL, **body(theirs))
    assert (answer.status_code, list(answer.json()["errors"])) == (400, ["project"])


def test_a_list_with_its_filters(api, project):
    asked = ExtensionRequestFactory(project=project)
    ExtensionRequestFactory(project=project_of(STRANGER))
    [found] = api("alice").get(URL, {"state": "asked"}).json()["results"]
    assert found["id"] == str(asked.pk)
    assert api("alice").get(URL, {"state": "granted"}).json()["count"] == 0
    assert api("max").get(URL).json()["count"] == 2
    assert api("alice").get(URL, {"wat": "1"}).status_code == 400


def test_who_asks_and_who_decides(api, project):
    asked = ExtensionRequestFactory(project=project)
    assert post(api("max"), URL, **body(project)).status_code == 403
    for who in ("alice", "eva", "ann", "carl"):
        assert post(api(who), f"{URL}{asked.pk}/grant/").status_code == 403


def test_nobody_decides_about_their_own(api, project):
    asked = ExtensionRequestFactory(project=project)
    client, user = api("max"), play("max")
    MembershipFactory(staff__user=user, staff__organisation=organisation(CORE), role="coach")
    for act in ("grant", "refuse"):
        assert post(client, f"{URL}{asked.pk}/{act}/").status_code == 403
