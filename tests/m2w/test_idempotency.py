"""Idempotency-Key: asking twice does it once."""

from datetime import timedelta

import pytest
from django.utils import timezone

from m2w.accounts.models import KeptAnswer
from m2w.accounts.tidying import remove_kept_answers
from m2w.audit.models import Entry
from m2w.privacy.erasure import erase_file
from m2w.privacy.restriction import restrict
from programmes.models import Mentee
from tests.cast import enrolment_of, play
from tests.factories import MatchFactory
from tests.m2w.documents.test_api import PDF, add
from tests.programmes.test_mentee_api import NEW, URL
from tests.races import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def alice(api):
    return api("alice")


def post(client, body=NEW, key="one", url=URL):
    return client.post(url, body, format="json", headers={"Idempotency-Key": key})


def test_the_same_answer_comes_again(alice):
    first, second = post(alice), post(alice)
    assert first.status_code == second.status_code == 201
    assert first.json() == second.json()
    assert first["ETag"] == second["ETag"]
    assert "Idempotency-Replayed" not in first
    assert second["Idempotency-Replayed"] == "true"
    assert Mentee.objects.count() == 1


def test_it_is_on_the_record_that_it_was_shown_again(alice):
    post(alice)
    seen = Entry.objects.filter(action="file.opened").count()
    post(alice)
    assert Entry.objects.filter(action="file.opened").count() == seen + 1


@pytest.mark.parametrize("other", [{"first_name": "Binta"}, {"code": "M-2"}])
def test_with_another_body_it_is_refused_and_stores_nothing(alice, other):
    post(alice)
    answer = post(alice, NEW | other)
    assert (answer.status_code, answer.json()["code"]) == (409, "idempotency_key_reused")
    assert Mentee.objects.count() == 1


def test_at_another_address_too(alice):
    file = enrolment_of()
    post(alice)
    answer = post(alice, url=f"/api/v1/enrolments/{file.pk}/submit/")
    assert answer.json()["code"] == "idempotency_key_reused"


def test_what_was_refused_may_be_asked_again(alice):
    assert post(alice, NEW | {"birth_date": "gisteren"}).status_code == 400
    assert not KeptAnswer.objects.exists()
    assert post(alice).status_code == 201


def test_someone_elses_key_is_another(alice, api):
    assert post(alice).status_code == post(api("charlie")).status_code == 201
    assert Mentee.objects.count() == 2


@pytest.mark.parametrize("key", ["", " ", "a" * 101, "met spatie", "é"])
def test_what_is_no_key_is_said(alice, key):
    answer = post(alice, key=key)
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == ["Idempotency-Key"]
    assert not Mentee.objects.exists()


def test_it_is_forgotten_after_a_day(alice):
    post(alice)
    KeptAnswer.objects.update(created_at=timezone.now() - timedelta(hours=25))
    remove_kept_answers()
    assert not KeptAnswer.objects.exists()


def test_after_a_day_it_is_asked_anew(alice):
    post(alice)
    KeptAnswer.objects.update(created_at=timezone.now() - timedelta(hours=25))
    assert post(alice).json()["code"] == "mentee_exists"


def test_of_who_is_erased_nothing_is_told_again(alice):
    mentee = Mentee.objects.get(pk=post(alice).json()["id"])
    erase_file(mentee)
    assert KeptAnswer.objects.get().body == ""
    assert post(alice).status_code == 404
    assert Mentee.objects.count() == 1


def test_of_who_is_restricted_only_who_reads_it_is_told_again(api):
    duo = MatchFactory(enrolment=enrolment_of(active=True), coach=play("carl").acting.staff)
    note = {"match": str(duo.pk), "kind": "contact", "reached": "yes"}
    days = {"alice": "2022-03-29", "carl": "2022-03-30"}
    asked = [(api(name), note | {"held_on": day}) for name, day in days.items()]
    url = "/api/v1/contacts/"
    assert [post(client, body, url=url).status_code for client, body in asked] == [201, 201]
    restrict(duo.enrolment.mentee, ground="accuracy", by=play("alice"))
    assert [post(client, body, url=url).status_code for client, body in asked] == [201, 404]


def test_a_file_counts_by_its_content(alice):
    mentee = enrolment_of().mentee
    key = {"headers": {"Idempotency-Key": "two"}}
    first = add(alice, mentee, **key)
    assert first.status_code == 201
    assert add(alice, mentee, **key).json() == first.json()
    assert add(alice, mentee, content=PDF + b"\n", **key).status_code == 409


@pytest.mark.django_db(transaction=True)
def test_who_asks_the_same_at_once_makes_one(alice):
    assert race(*[lambda: post(alice)] * 4) == {201: 4}
    assert Mentee.objects.count() == 1


def test_a_file_is_made_again_and_no_copy_kept(alice):
    url = f"{URL}{enrolment_of().mentee_id}/export/"
    for _ in range(2):
        answer = alice.post(url, headers={"Idempotency-Key": "one"})
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/zip")
    assert not KeptAnswer.objects.exists()
