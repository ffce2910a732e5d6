"""/api/v1/mentees/: the files of mentees, in the words of mentees.csv."""

import pytest
from jsonschema import Draft202012Validator

from m2w.audit.models import Entry
from m2w.openapi import Document
from programmes.models import Mentee
from tests.cast import STRANGER, enrolment_of
from tests.factories import MenteeFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/mentees/"
NEW = {
    "first_name": "Amina",
    "last_name": "Diallo",
    "birth_date": "1990-05-17",
    "nationality": "GN",
    "postcode": "2000",
    "vdab_number": "7 204.118",
    "employed": "no",
    "migration_background": "yes",
    "home_language": "ff",
    "languages": "ff:C2;fr:B1",
    "dutch_level": "A1",
    "diploma_level": "primary",
    "benefit_entitled": "yes",
}


@pytest.fixture
def alice(api):
    return api("alice")


def address(mentee):
    return f"{URL}{mentee.pk}/"


def test_it_works(alice):
    made = alice.post(URL, NEW, format="json")
    assert made.status_code == 201
    kept = made.json()
    assert kept["vdab_number"] == "7204118"
    assert {name: kept[name] for name in ["languages", "gender", "sector", "paused_from"]} == {
        "languages": "ff:C2;fr:B1",
        "gender": "unknown",
        "sector": None,
        "paused_from": None,
    }
    assert alice.get(f"{URL}{kept['id']}/").json() == kept
    assert alice.get(URL).json()["results"] == [kept]


def test_a_code_is_the_callers_own_or_made(alice):
    assert alice.post(URL, NEW | {"code": "M-1"}, format="json").json()["code"] == "M-1"
    assert alice.post(URL, NEW | {"vdab_number": "2"}, format="json").json()["code"]
    again = alice.post(URL, NEW | {"code": "M-1", "vdab_number": "3"}, format="json")
    assert again.status_code == 409


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"birth_date": "17/05/1990"}, "birth_date"),
        ({"birth_date": "2030-01-01"}, "birth_date"),
        ({"employed": "perhaps"}, "employed"),
        ({"employed": True}, "employed"),
        ({"last_name": ""}, "last_name"),
        ({"last_name": " \t"}, "last_name"),
        ({"last_name": "x" * 300}, "last_name"),
        ({"vdab_number": None}, "vdab_number"),
        ({"vdab_guidance_since": "2022-01-02", "vdab_guidance_until": "2022-01-01"}, "until"),
        ({"is_erased": True}, "is_erased"),
        ({"code": "a b"}, "code"),
        ({"promoter": "x"}, "promoter"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_kept(alice, changed, field):
    answer = alice.post(URL, NEW | changed, format="json")
    assert answer.status_code == 400
    assert any(field in name for name in answer.json()["errors"])
    assert not Mentee.objects.exists()


@pytest.mark.parametrize("sent", [None, ""])
def test_what_may_not_be_empty_is_said_to_be(alice, sent):
    answer = alice.post(URL, NEW | {"first_name": sent, "postcode": sent}, format="json")
    told = answer.json()["errors"]
    assert told == {"first_name": ["Vul dit in."], "postcode": ["Vul dit in."]}


def test_spaces_around_a_text_mean_nothing(alice):
    assert alice.post(URL, NEW | {"last_name": " Diallo "}, format="json").json()["last_name"] == (
        "Diallo"
    )


def test_a_required_field_may_not_be_left_out(alice):
    answer = alice.post(URL, {}, format="json")
    assert set(answer.json()["errors"]) >= {"first_name", "nationality", "dutch_level"}


def test_a_second_file_with_the_same_number_is_refused(alice):
    alice.post(URL, NEW, format="json")
    answer = alice.post(URL, NEW, format="json")
    assert (answer.status_code, answer.json()["code"]) == (409, "mentee_exists")


def test_a_correction_changes_what_was_sent_and_nothing_else(alice):
    kept = alice.post(URL, NEW, format="json").json()
    answer = alice.patch(f"{URL}{kept['id']}/", {"municipality": "Antwerpen"}, format="json")
    assert answer.json() == kept | {"municipality": "Antwerpen", "version": kept["version"] + 1}


def test_a_correction_of_another_version_is_refused(alice):
    mentee = enrolment_of().mentee
    read = alice.get(address(mentee))
    alice.patch(address(mentee), {"municipality": "Mol"}, format="json", HTTP_IF_MATCH=read["ETag"])
    late = alice.patch(
        address(mentee), {"municipality": "Geel"}, format="json", HTTP_IF_MATCH=read["ETag"]
    )
    assert (late.status_code, late.json()["code"]) == (412, "changed_meanwhile")
    mentee.refresh_from_db()
    assert mentee.municipality == "Mol"


@pytest.mark.parametrize("version", ["abc", '"abc"', 'W/"1"', "9" * 5000, '""', '"2", "3"'])
def test_a_version_that_is_none_is_not_the_one_that_is_there(alice, version):
    mentee = enrolment_of().mentee
    sent = {"municipality": "Geel"}
    answer = alice.patch(address(mentee), sent, format="json", HTTP_IF_MATCH=version)
    assert (answer.status_code, answer.json()["title"]) == (412, "Intussen gewijzigd")


def test_a_text_that_cannot_be_kept_is_refused_at_its_field(alice):
    mentee = enrolment_of().mentee
    answer = alice.patch(address(mentee), {"municipality": "a\0b"}, format="json")
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == ["municipality"]


def test_a_code_never_changes(alice):
    mentee = enrolment_of().mentee
    assert alice.patch(address(mentee), {"code": "x"}, format="json").status_code == 400


def test_who_only_reads_does_not_change(api):
    mentee = enrolment_of(submitted=True).mentee
    vera = api("vera")
    assert vera.get(address(mentee)).status_code == 200
    assert vera.patch(address(mentee), {"municipality": "Mol"}, format="json").status_code == 403
    assert vera.post(URL, NEW, format="json").status_code == 403


def test_anothers_file_does_not_exist(alice):
    theirs = enrolment_of(STRANGER).mentee
    assert alice.get(address(theirs)).status_code == 404
    assert alice.patch(address(theirs), {}, format="json").status_code == 404
    assert alice.get(URL).json()["count"] == 0


@pytest.mark.parametrize(
    "asked", [{"nationality": "GN"}, {"state": "x"}, {"project": "x"}, {"format": "xml"}]
)
def test_an_unknown_parameter_or_value_is_named(alice, asked):
    answer = alice.get(URL, asked)
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == list(asked)


def test_a_list_comes_in_pages_of_at_most_200(alice):
    MenteeFactory.create_batch(3, promoter=enrolment_of().mentee.promoter)
    page = alice.get(URL, {"page_size": 2}).json()
    assert (page["count"], len(page["results"])) == (4, 2)
    assert alice.get(page["next"]).json()["results"] != page["results"]
    assert len(alice.get(URL, {"page_size": 10_000}).json()["results"]) == 4


def test_more_rows_take_no_more_queries(alice, django_assert_num_queries):
    promoter = enrolment_of().mentee.promoter
    alice.get(URL)
    with django_assert_num_queries(30, exact=False) as few:
        alice.get(URL)
    MenteeFactory.create_batch(5, promoter=promoter)
    with django_assert_num_queries(len(few)):
        alice.get(URL)


def test_each_person_read_is_on_the_record(alice):
    mentee = enrolment_of().mentee
    alice.get(address(mentee))
    assert Entry.objects.filter(action="file.opened", object_id=str(mentee.pk)).count() == 1


def test_its_description_is_json_schema():
    described = Document().get_schema(public=True)["components"]["schemas"]
    assert {"Mentee", "NewMentee", "Enrolment"} <= described.keys()
    for shape in described.values():
        Draft202012Validator.check_schema(shape)
    fields = described["Mentee"]["properties"]
    assert fields["first_name"]["type"] == "string"
    assert fields["vdab_guidance_since"]["type"] == ["string", "null"]
