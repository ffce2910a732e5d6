"""The caseload page through the gate against the same page without it, and with its record."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from unittest.mock import patch

from django.conf import settings
from django.test import Client
from django.urls import reverse

from m2w.accounts.models import User
from m2w.querysets import GatedQuerySet
from tests.bench.measure import Ratio, pair

# Who keeps a caseload; a counsellor's is the list of enrolments, in most of which they decide.
PAGES = [
    ("coordinator@core.example", "mentees", 1.15),
    ("coach@core.example", "mentees", 1.15),
    ("coordinator@core.example", "enrolments", 0),
    ("coach@core.example", "enrolments", 0),
    ("counsellor@vdab.example", "enrolments", 0),
]


def page(email: str, name: str) -> Callable[[], object]:
    client = Client()
    client.force_login(User.objects.get(email=email))
    address = reverse(name)
    return lambda: client.get(address)


def without_gate(act: Callable[[], object]) -> Callable[[], object]:
    def open_to_all() -> None:
        with patch.object(GatedQuerySet, "visible_to", lambda rows, user: rows.all()):
            act()

    return open_to_all


@contextmanager
def any_host() -> Iterator[None]:
    hosts, settings.ALLOWED_HOSTS = settings.ALLOWED_HOSTS, ["testserver"]
    try:
        yield
    finally:
        settings.ALLOWED_HOSTS = hosts


def ratios() -> Iterator[Ratio]:
    with any_host():
        for email, name, most in PAGES:
            act = page(email, name)
            who = email.partition("@")[0]
            yield Ratio(f"gate, {name} of {who}", *pair(act, without_gate(act)), most=most)
        act = page("coordinator@core.example", "mentees")
        yield Ratio("record, mentees of coordinator", *pair(act, without_record(act)))


def without_record(act: Callable[[], object]) -> Callable[[], object]:
    def unrecorded() -> None:
        with patch("m2w.audit.middleware.record_shown", lambda request: None):
            act()

    return unrecorded
