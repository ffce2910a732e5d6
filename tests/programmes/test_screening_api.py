"""POST /api/v1/screenings/check/: who is eligible, without storing anything."""

import pytest

from programmes.models import Mentee, Screening
from tests.factories import LotFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/screenings/check/"
MENTEE = {
    "birth_date": "1990-05-17",
    "postcode": "2000",
    "employed": "no",
    "home_language": "ar",
    "migration_background": "yes",
    "vdab_guidance_since": "2019-01-01",
    "dutch_level": "A1",
    "diploma_level": "upper_secondary",
    "on": "2022-04-01",
}


@pytest.fixture
def check(api):
    LotFactory(code="LOT-1", subgroups=())

    def post(**changes):
        body = {**MENTEE, "lot": "LOT-1", **changes}
        return api("alice").post(URL, body, format="json")

    return post


def test_it_works(check):
    answer = check().json()
    assert answer["result"] == "eligible"
    assert [criterion["code"] for criterion in answer["criteria"]] == [
        "non_working",
        "non_native_dutch",
        "migration_background",
        "lives_in_flanders",
        "in_vdab_guidance",
        "limited_dutch",
    ]
    assert answer["criteria"][0] == {
        "code": "non_working",
        "result": "met",
        "reason": "not_employed",
        "text": "Is niet aan het werk.",
    }
    assert answer["subgroups"] == {"hoa": "not_met", "loa": "met", "youth": "not_met"}
    assert answer["missing"] == []


def test_nothing_is_stored(check):
    check()
    assert not Screening.objects.exists()
    assert not Mentee.objects.exists()


def test_what_is_missing_is_named(check):
    answer = check(home_language=None, vdab_guidance_since="", lot="LOT-1").json()
    assert answer["result"] == "incomplete"
    assert {"home_language", "vdab_guidance_since"} <= set(answer["missing"])


def test_the_lot_may_be_named_by_its_id(check):
    lot = LotFactory(subgroups=("hoa",))
    assert check(lot=str(lot.pk)).json()["result"] == "ineligible"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("lot", "nowhere"),
        ("lot", ""),
        ("birth_date", "2022-02-30"),
        ("postcode", "0999"),
        ("postcode", "20000"),
        ("employed", "maybe"),
        ("dutch_level", "A3"),
        ("diploma_level", None),
        ("home_language", "klingon"),
        ("on", "1980-01-01"),
        ("shoe_size", "42"),
        ("postcode", {"a": 1}),
        ("employed", ["no"]),
        ("home_language", "a\x00"),
    ],
)
def test_bad_input_is_named(check, field, value):
    response = check(**{field: value})
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"
    assert list(response.json()["errors"]) == [field]


def test_the_other_fields_of_a_mentee_are_welcome(check):
    assert check(first_name="Amina", job_target="kok", benefit_entitled="yes").status_code == 200


@pytest.mark.parametrize("body", ["[]", "{", "3", '"text"', "null"])
def test_something_else_than_an_object(api, body):
    response = api("alice").post(URL, body, content_type="application/json")
    assert response.status_code == 400
    assert response["Content-Type"] == "application/problem+json"


def test_signed_out(client):
    assert client.post(URL, MENTEE, content_type="application/json").status_code == 401


@pytest.mark.parametrize(
    "body", ["[" * 100_000, '{"a":' * 5_000 + "1" + "}" * 5_000, '{"lot": "\\ud800"}', "{"]
)
def test_what_no_program_should_send(api, body):
    response = api("alice").post(URL, body, content_type="application/json")
    assert response.status_code == 400
    assert response.json()["errors"] == {"non_field_errors": ["De inhoud is geen geldige JSON."]}


def test_it_takes_no_parameter(api):
    answer = api("alice").post(f"{URL}?colour=blue", {}, format="json")
    assert list(answer.json()["errors"]) == ["colour"]
