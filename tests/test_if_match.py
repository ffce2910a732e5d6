"""If-Match: whoever changes one object by API can say which version of it they read."""

from collections import defaultdict
from datetime import date
from functools import partial

import pytest
from django.db import transaction
from django.test import Client

from m2w.doors import addresses
from tests.cast import enrolment_of, play
from tests.factories import MatchFactory
from tests.matrix import CAST, OWN, PAGES, World, page_of, parts_of
from tests.races import race

STALE = '"999"'
CHANGES = ("POST", "PUT", "PATCH", "DELETE")
SHUT = {403, 404}


@pytest.fixture
def world(db, settings):
    settings.M2W_THROTTLE = False
    return World.create()


def operations():
    """The addresses of one object, as their names begin."""
    names = {entry.name for entry in addresses() if entry.name.startswith("api-")}
    return sorted(names & PAGES.keys())


def asked(client, method, address):
    with transaction.atomic():
        body = {"content_type": "application/json", "headers": {"If-Match": STALE}}
        answer = client.generic(method, address, "{}", **body)
        transaction.set_rollback(True)
    return answer.status_code


@pytest.mark.django_db
def test_a_stale_version_is_refused_at_every_address(world):
    found = defaultdict(set)
    for name in CAST.values():
        client = Client()
        client.force_login(play(name))
        for address in operations():
            obj = world.objects[OWN][PAGES[address]]
            place = page_of(address, obj.pk, **parts_of(address, obj))
            for method in CHANGES:
                found[address, method].add(asked(client, method, place))
    there = {change: answers - SHUT for change, answers in found.items() if 405 not in answers}
    assert {change: answers for change, answers in there.items() if answers - {412}} == {}
    assert len([answers for answers in there.values() if answers]) > 100


def withdraw(client, enrolment, tag):
    address = f"/api/v1/enrolments/{enrolment.pk}/withdraw/"
    return client.post(address, {"reason": "other"}, format="json", headers={"If-Match": tag})


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("tag", "status"),
    [
        ('"{0}"', 200),
        ('"7", "{0}"', 200),
        ("*", 200),
        ("{0}", 412),
        ('W/"{0}"', 412),
        ('"+{0}"', 412),
        ('"0{0}"', 412),
        ("x", 412),
    ],
)
def test_what_a_tag_says(api, tag, status):
    enrolment = enrolment_of(submitted=True)
    answer = withdraw(api("alice"), enrolment, tag.format(enrolment.version))
    assert answer.status_code == status


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("attempt", range(3))
def test_of_many_who_read_the_same_one_changes_it(api, attempt):
    match = MatchFactory(
        enrolment=enrolment_of(active=True),
        coach=play("carl").acting.staff,
        started_on=date(2022, 3, 1),
        planned_end_on=date(2022, 9, 1),
    )
    address, tag = f"/api/v1/matches/{match.pk}/arrange/", f'"{match.version}"'
    clients = [api("alice") for _ in range(4)]
    body = {"format": "json", "headers": {"If-Match": tag}}
    acts = [partial(c.post, address, {"contact_every_days": 10}, **body) for c in clients]
    assert race(*acts) == {200: 1, 412: 3}
