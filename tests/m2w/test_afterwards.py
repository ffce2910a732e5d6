"""What lasts although the transaction around it does not."""

from contextlib import suppress

import pytest
from django.db import transaction

from m2w.accounts.models import Organisation
from m2w.afterwards import afterwards, kept_for_afterwards
from tests.cast import CORE, organisation

pytestmark = pytest.mark.django_db


def rename():
    Organisation.objects.update(name="Hernoemd")


def named():
    return Organisation.objects.get(pk=organisation(CORE).pk).name


@pytest.fixture(autouse=True)
def before(db):
    organisation(CORE)


def refused_around(act):
    with suppress(ZeroDivisionError), kept_for_afterwards(), transaction.atomic():
        act()
        raise ZeroDivisionError


def test_it_lasts():
    refused_around(lambda: afterwards(rename))
    assert named() == "Hernoemd"


def test_from_within_another_too():
    refused_around(lambda: refused_around(lambda: afterwards(rename)))
    assert named() == "Hernoemd"


def test_what_is_done_at_once_does_not():
    refused_around(rename)
    assert named() != "Hernoemd"


def test_without_a_transaction_it_is_done_at_once():
    afterwards(rename)
    assert named() == "Hernoemd"
