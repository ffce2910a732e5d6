"""/api/v1/claims/: a claim and its lines, by the services of the pages."""

from datetime import date
from decimal import Decimal

import pytest

from programmes.models import Claim, ClaimLine
from tests.cast import CORE, STRANGER, project_of
from tests.factories import ClaimFactory, ClaimLineFactory
from tests.programmes.claims import add, draft, set_terms, staff_of

pytestmark = pytest.mark.django_db

URL = "/api/v1/claims/"
FIELDS = {
    *("id", "code", "version", "state", "project", "year", "category", "amount_declared"),
    *("declared_on", "amount_accepted", "controlled_on", "control_reason"),
}
LINE = {
    "description": "Vorming",
    "supplier": "Centrum",
    "invoice_number": "7",
    "spent_on": "2021-06-01",
    "amount_declared": "250.00",
}


def lines_of(claim):
    return f"{URL}{claim.pk}/lines/"


def line_url(line):
    return f"{URL}lines/{line.pk}/"


def test_it_works(api):
    alice = api("alice")
    body = {"project": str(project_of().pk), "code": "K-1", "year": 2021, "category": "training"}
    made = alice.post(URL, body, format="json")
    assert made.status_code == 201, made.json()
    claim = Claim.objects.get()
    assert made.json().keys() == FIELDS
    assert (made.json()["state"], made.json()["amount_declared"]) == ("draft", None)
    line = alice.post(lines_of(claim), LINE, format="json")
    assert line.status_code == 201, line.json()
    assert LINE.items() <= line.json().items()
    submitted = alice.post(f"{URL}{claim.pk}/submit/")
    assert submitted.status_code == 200
    found = api("max").get(f"{URL}{claim.pk}/").json()
    assert found == submitted.json()
    assert (found["state"], found["amount_declared"]) == ("submitted", "250.00")
    assert found["declared_on"] == "2022-04-01"


def test_a_list_with_its_filters(api):
    claim = draft()
    ClaimFactory(project=claim.project, year=2020)
    draft(STRANGER)
    alice = api("alice")
    assert alice.get(URL).json()["count"] == 2
    for query in [{"state": "draft"}, {"year": 2021}, {"category": "training"}]:
        [row] = alice.get(URL, query).json()["results"]
        assert row["id"] == str(claim.pk)
    assert alice.get(URL, {"as_of": "2021-03-01"}).json()["count"] == 1
    assert alice.get(URL, {"promoter": STRANGER}).status_code == 400
    ClaimFactory(project=project_of(STRANGER), year=2020)
    assert api("max").get(URL, {"promoter": STRANGER}).json()["count"] == 1


@pytest.mark.parametrize("amount", ["1.234,56", "10.005", "-1.00", "1e3", "€ 5", 12.5, "1" * 13])
def test_an_amount_is_a_text_with_two_decimals(api, amount):
    answer = api("alice").post(lines_of(draft()), LINE | {"amount_declared": amount}, format="json")
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == ["amount_declared"]


def test_an_unknown_field_is_refused(api):
    alice, claim = api("alice"), draft()
    for sent in [{"amount_accepted": "1.00"}, {"number": 3}, {"proof_question": "x"}]:
        answer = alice.post(lines_of(claim), LINE | sent, format="json")
        assert answer.status_code == 400
        assert list(answer.json()["errors"]) == list(sent)
    assert alice.get(lines_of(claim), {"state": "x"}).status_code == 400


def test_the_rules_of_a_line_hold(api):
    alice, claim = api("alice"), draft(category="staff")
    set_terms(claim.project, yearly_hours_norm=1720)
    sent = {"staff": str(staff_of().pk), "hours": "860.00", "yearly_cost": "58000.00"}
    made = alice.post(lines_of(claim), sent, format="json")
    assert made.json()["amount_declared"] == "29000.00"
    again = alice.post(lines_of(claim), sent | {"hours": "860.01"}, format="json")
    assert list(again.json()["errors"]) == ["hours"]
    huge = alice.post(lines_of(claim), sent | {"hours": "999999999999.99"}, format="json")
    assert huge.status_code == 400
    theirs = sent | {"staff": str(staff_of("charlie").pk)}
    assert list(alice.post(lines_of(claim), theirs, format="json").json()["errors"]) == ["staff"]


def test_the_same_invoice_is_asked_about(api):
    claim, alice = draft(), api("alice")
    add(claim, invoice_number="7", supplier="Centrum")
    answer = alice.post(lines_of(claim), LINE, format="json")
    assert list(answer.json()["errors"]) == ["invoice_number"]
    with_reason = LINE | {"repeated_reason": "In twee delen"}
    assert alice.post(lines_of(claim), with_reason, format="json").status_code == 201


def test_an_invoice_of_another_promoter_answers_as_a_new_one(api):
    ClaimLineFactory(claim=draft(STRANGER), invoice_key="centrum|7")
    assert api("alice").post(lines_of(draft()), LINE, format="json").status_code == 201


def test_a_line_is_changed_and_removed(api):
    line, alice = add(draft()), api("alice")
    changed = alice.patch(line_url(line), {"amount_declared": "99.95"}, format="json")
    assert (changed.status_code, changed.json()["amount_declared"]) == (200, "99.95")
    old = {"If-Match": '"1"'}
    late = alice.patch(line_url(line), {"description": "x"}, format="json", headers=old)
    assert late.status_code == 412
    assert alice.delete(line_url(line)).status_code == 204
    assert not ClaimLine.objects.exists()


def test_who_read_the_claim_before_a_line_changed_submits_nothing(api):
    claim, alice = draft(), api("alice")
    url = f"{URL}{claim.pk}/"
    read = [alice.get(url)["ETag"]]
    line = add(claim)
    read.append(alice.get(url)["ETag"])
    alice.patch(line_url(line), {"amount_declared": "99.95"}, format="json")
    for tag in read:
        assert alice.post(f"{url}submit/", headers={"If-Match": tag}).status_code == 412
    now = alice.get(url)["ETag"]
    assert alice.post(f"{url}submit/", headers={"If-Match": now}).status_code == 200


def test_after_submission_it_is_a_conflict(api):
    claim, alice = draft(), api("alice")
    line = add(claim)
    assert alice.post(f"{URL}{claim.pk}/submit/").status_code == 200
    for answer in [
        alice.post(f"{URL}{claim.pk}/submit/"),
        alice.post(lines_of(claim), LINE, format="json"),
        alice.patch(line_url(line), {"description": "x"}, format="json"),
        alice.delete(line_url(line)),
        alice.delete(f"{URL}{claim.pk}/"),
    ]:
        assert (answer.status_code, answer.json()["code"]) == (409, "submitted_already")


def test_what_control_found_is_told_once_it_is_done(api):
    line = add(draft())
    ClaimLine.objects.update(amount_accepted=Decimal("100.00"), control_reason="Te hoog")
    Claim.objects.update(declared_on=date(2022, 3, 1))
    alice = api("alice")
    assert alice.get(line_url(line)).json()["amount_accepted"] is None
    Claim.objects.update(controlled_on=date(2022, 4, 1))
    found = alice.get(line_url(line)).json()
    assert (found["amount_accepted"], found["control_reason"]) == ("100.00", "Te hoog")
    assert alice.get(f"{URL}{line.claim_id}/").json()["amount_accepted"] == "100.00"


def test_a_claim_in_draft_is_removed(api):
    claim = draft()
    assert api("max").delete(f"{URL}{claim.pk}/").status_code == 404
    assert api("charlie").delete(f"{URL}{claim.pk}/").status_code == 404
    assert api("alice").delete(f"{URL}{claim.pk}/").status_code == 204


def test_the_list_takes_as_many_queries_whatever_there_is(api, django_assert_num_queries):
    alice = api("alice")
    project = project_of(CORE)
    ClaimFactory(project=project, category="travel")
    with django_assert_num_queries(50, exact=False) as few:
        alice.get(URL)
    for category in ["training", "other", "overhead"]:
        ClaimFactory(project=project, category=category)
    with django_assert_num_queries(len(few)):
        alice.get(URL)
