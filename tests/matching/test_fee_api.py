"""/api/v1/volunteer_fees/: noted within the maxima, and put on the claim of their year."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from matching.models import VolunteerFee
from programmes.models import Claim
from tests.cast import CORE, STRANGER, organisation, project_of
from tests.factories import MentorFactory, VolunteerFeeFactory

pytestmark = pytest.mark.django_db

URL = "/api/v1/volunteer_fees/"
NOBODY = "00000000-0000-0000-0000-000000000000"
FIELDS = {
    *("id", "code", "version", "mentor", "project", "day", "amount", "claim_line", "claim"),
}


@pytest.fixture
def mentor(db):
    return MentorFactory(promoter=organisation(CORE), code="M-7")


@pytest.fixture
def fee(mentor):
    return VolunteerFeeFactory(mentor=mentor, project=project_of(), day=date(2021, 3, 1))


@pytest.fixture
def theirs(db):
    return VolunteerFeeFactory(project=project_of(STRANGER))


@pytest.fixture
def alice(api):
    return api("alice")


def body(mentor, /, **values):
    told = {"days": ["2021-03-01", "2021-03-08"], "amount": "30.00"}
    return {"mentor": str(mentor.pk), "project": str(project_of().pk)} | told | values


def claim(client, **values):
    sent = {"project": str(project_of().pk), "year": 2021} | values
    return client.post(f"{URL}claim/", sent, format="json")


def test_it_works(alice, mentor):
    made = alice.post(URL, body(mentor), format="json")
    assert made.status_code == 201, made.json()
    first, second = made.json()
    assert first.keys() == FIELDS
    assert (first["day"], first["amount"], second["day"]) == ("2021-03-01", "30.00", "2021-03-08")
    assert (first["claim"], first["claim_line"]) == (None, None)
    assert alice.get(f"{URL}{first['id']}/").json() == first


def test_the_filters_of_the_list(alice, fee, theirs):
    for asked in ({"year": "2021"}, {"claimed": "no"}, {"mentor": "M-7"}, {"q": "luc"}):
        assert alice.get(URL, asked).json()["count"] == 1
    assert alice.get(URL, {"year": "2020"}).json()["count"] == 0
    assert alice.get(URL, {"year": "1990"}).status_code == 400
    assert alice.get(URL, {"mentor": theirs.mentor.code}).status_code == 400


@pytest.mark.parametrize(
    "wrong",
    [
        {"days": []},
        {"days": ["2021-03-01", "2021-03-01"]},
        {"days": ["01/03/2021"]},
        {"days": ["2022-04-02"]},
        {"days": ["2018-01-01"]},
        {"amount": "0"},
        {"amount": 30},
        {"amount": "30,00"},
        {"mentor": NOBODY},
        {"project": NOBODY},
        {"claim": "x"},
    ],
    ids=str,
)
def test_what_is_wrong_is_told_at_its_field(alice, mentor, wrong):
    answer = alice.post(URL, body(mentor, **wrong), format="json")
    assert (answer.status_code, list(answer.json()["errors"])) == (400, list(wrong))
    assert not VolunteerFee.objects.exists()


def test_what_the_law_does_not_allow_is_a_conflict(alice, mentor):
    answer = alice.post(URL, body(mentor, amount="35.42"), format="json")
    assert (answer.status_code, answer.json()["code"]) == (409, "day_maximum")


def test_an_amount_of_the_version_that_was_read(alice, fee):
    address = f"{URL}{fee.pk}/"
    tag = alice.get(address)["ETag"]
    answer = alice.patch(address, {"amount": "20.00"}, format="json", HTTP_IF_MATCH=tag)
    assert answer.json()["amount"] == "20.00"
    late = alice.patch(address, {"amount": "10.00"}, format="json", HTTP_IF_MATCH=tag)
    assert late.status_code == 412
    assert alice.patch(address, {"day": "2021-03-02"}, format="json").status_code == 400
    assert alice.delete(address).status_code == 204
    assert alice.get(address).status_code == 404


def test_they_are_claimed_and_taken_off_again(alice, fee):
    answer = claim(alice)
    assert answer.status_code == 200, answer.json()
    made = Claim.objects.get()
    told = answer.json()
    assert (told["id"], told["category"], told["amount_declared"]) == (
        str(made.pk),
        "volunteers",
        "30.00",
    )
    found = alice.get(f"{URL}{fee.pk}/").json()
    assert (found["claim"], found["claim_line"]) == (str(made.pk), str(made.lines.get().pk))
    assert claim(alice).json()["code"] == "no_fees"
    assert alice.delete(f"{URL}{fee.pk}/").json()["code"] == "claimed"
    off = alice.post(f"{URL}{fee.pk}/unclaim/")
    assert (off.status_code, off.json()["claim"]) == (200, None)
    assert alice.post(f"{URL}{fee.pk}/unclaim/").json()["code"] == "not_claimed"


def test_who_keeps_pace_hears_that_they_were_claimed_and_taken_off(alice, fee):
    for act in (claim, lambda alice: alice.post(f"{URL}{fee.pk}/unclaim/")):
        version, now = alice.get(f"{URL}{fee.pk}/").json()["version"], timezone.now().isoformat()
        assert alice.get(URL, {"updated_since": now}).json()["count"] == 0
        assert act(alice).status_code == 200
        (found,) = alice.get(URL, {"updated_since": now}).json()["results"]
        assert found["version"] == version + 1


def test_of_another_project_or_year_nothing_is_claimed(alice, fee, theirs):
    assert claim(alice, project=str(theirs.project.pk)).status_code == 400
    assert claim(alice, year="x").status_code == 400
    assert claim(alice, year=2020).json()["code"] == "no_fees"


def test_what_each_mentor_got_in_a_year(alice, fee, theirs):
    VolunteerFeeFactory(mentor=fee.mentor, project=fee.project, day=date(2021, 5, 1))
    [row] = alice.get(f"{URL}per_mentor/", {"year": 2021}).json()["results"]
    assert row["mentor"] == str(fee.mentor.pk)
    assert (row["days"], row["total"]) == (2, "60.00")
    assert Decimal(row["maximum"]) - Decimal(row["left"]) == 60
    assert alice.get(f"{URL}per_mentor/").json()["count"] == 0
    for asked in ({"year": "1990"}, {"year": "x"}, {"jaar": "2021"}):
        assert alice.get(f"{URL}per_mentor/", asked).status_code == 400


@pytest.mark.parametrize("who", ["carl", "vera", "max", "ann", "ada"])
def test_what_a_volunteer_gets_is_not_for_others(api, fee, who):
    client = api(who)
    assert client.get(URL).status_code == 403
    assert client.get(f"{URL}{fee.pk}/").status_code == 403
    for route in ("", "claim/", f"{fee.pk}/unclaim/"):
        assert client.post(f"{URL}{route}", {}, format="json").status_code == 403
    assert client.get(f"{URL}per_mentor/").status_code == 403


def test_another_promoters_does_not_exist(alice, theirs):
    assert alice.get(f"{URL}{theirs.pk}/").status_code == 404
    assert alice.patch(f"{URL}{theirs.pk}/", {}, format="json").status_code == 404


def test_more_rows_take_no_more_queries(alice, fee, django_assert_num_queries):
    for url in (URL, f"{URL}per_mentor/?year=2021"):
        alice.get(url)
        with django_assert_num_queries(30, exact=False) as few:
            alice.get(url)
        for month in range(4, 8):
            mentor = MentorFactory(promoter=organisation(CORE))
            VolunteerFeeFactory(mentor=mentor, project=fee.project, day=date(2021, month, 1))
        with django_assert_num_queries(len(few)):
            alice.get(url)
