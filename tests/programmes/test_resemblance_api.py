"""/api/v1/mentees/similar/: whether someone may have a file already."""

import pytest

from tests.cast import STRANGER, enrolment_of

pytestmark = pytest.mark.django_db
URL = "/api/v1/mentees/similar/"


@pytest.fixture
def mentee():
    return enrolment_of(mentee__first_name="Selam", mentee__last_name="Tesfay").mentee


def ask(client, **sent):
    return client.post(URL, sent, format="json")


def named(mentee):
    names = {"first_name": "Sélam", "last_name": "Tesfai"}
    return {**names, "birth_date": mentee.birth_date.isoformat()}


def test_it_works(api, mentee):
    told = ask(api("alice"), **named(mentee)).json()
    assert told == {
        "numbered": None,
        "is_numbered": False,
        "named": [str(mentee.pk)],
        "is_named": True,
    }
    by_number = ask(api("alice"), vdab_number=mentee.vdab_number).json()
    assert (by_number["numbered"], by_number["is_numbered"]) == (str(mentee.pk), True)
    nobody = ask(api("alice")).json()
    assert (nobody["is_named"], nobody["is_numbered"]) == (False, False)


def test_a_coach_is_told_only_that_it_is_there(api, mentee):
    told = ask(api("carl"), **named(mentee), vdab_number="nieuw").json()
    assert (told["named"], told["is_named"]) == ([], True)


def test_of_another_promoter_nothing_is_told(api):
    theirs = enrolment_of(STRANGER).mentee
    told = ask(api("alice"), **named(theirs), vdab_number=theirs.vdab_number).json()
    assert (told["is_named"], told["is_numbered"]) == (False, False)


def test_what_is_wrong_is_told_at_its_field(api):
    for wrong in ({"birth_date": "x"}, {"postcode": "2000"}, {"last_name": "x" * 101}):
        answer = ask(api("alice"), **wrong)
        assert (answer.status_code, list(answer.json()["errors"])) == (400, list(wrong))


@pytest.mark.parametrize("who", ["vera", "max", "ann", "ada"])
def test_for_promoters_only(api, who):
    assert ask(api(who)).status_code == 403
