"""What every test stands on: a set clock, strict templates, and ways to act as the cast."""

import shutil
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import pytest
import time_machine
from django.conf import settings
from django.db import connection
from django.test import Client
from hypothesis import settings as property_tests
from rest_framework.test import APIClient
from xdist.scheduler import LoadFileScheduling

from m2w.accounts.services.keys import issue, note_use
from m2w.audit import triggers
from m2w.audit.chain import GENESIS
from m2w.audit.models import Tail
from m2w.periods import BRUSSELS
from programmes import money_triggers
from reporting import frozen_triggers
from tests import readonly
from tests.cast import play
from tests.migrated import keep, kept_in

TODAY = date(2022, 4, 1)
# When what happens in a test is noted: whoever runs it, and at whatever hour.
NOON = datetime(2026, 6, 1, 12, tzinfo=BRUSSELS)
WRITTEN_ONCE = (triggers, money_triggers, frozen_triggers)
# Few tests, each longer than most files.
LONG = ("test_access_matrix.py", "test_api_fuzz.py", "test_erasure_figures.py")
# The same code gets the same answer, however busy the machine is.
property_tests.register_profile("m2w", derandomize=True, deadline=None)
property_tests.load_profile("m2w")


@pytest.fixture(scope="session", autouse=True)
def wall_clock():
    """Moments are those of one afternoon; what day it is for the rules is set by `clock`."""
    with time_machine.travel(NOON):
        yield


@pytest.fixture(scope="session")
def migrated(pytestconfig) -> Path | None:
    """The database that an earlier run migrated or this one is to; None on PostgreSQL."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return None
    return kept_in(pytestconfig.cache.mkdir("migrated"))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, migrated, tmp_path_factory):
    """SQLite in a file, as in real life: in memory, threads would share one connection."""
    if migrated is not None:
        database = tmp_path_factory.mktemp("database") / "test.sqlite3"
        settings.DATABASES["default"]["TEST"]["NAME"] = database
        # What a test commits does not have to survive a power cut.
        settings.DATABASES["default"]["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"
        if migrated.exists():
            shutil.copyfile(migrated, database)


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb, django_db_modify_db_settings, migrated):
    return django_db_keepdb or (migrated is not None and migrated.exists())


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, migrated):
    """Tests that empty the database open the record for that moment only."""
    if migrated is not None and not migrated.exists():
        keep(settings.DATABASES["default"]["TEST"]["NAME"], migrated)
    operations = type(connection.ops)
    flush = operations.execute_sql_flush

    def emptied(self, sql_list):
        for written_once in WRITTEN_ONCE:
            written_once.remove(connection)
        flush(self, sql_list)
        Tail.objects.create(hash=GENESIS)
        for written_once in WRITTEN_ONCE:
            written_once.install(connection)

    operations.execute_sql_flush = emptied


class ByFile(LoadFileScheduling):
    """A file stays with one worker, which makes the fixtures of its module once."""

    def _split_scope(self, nodeid):
        stands_alone = any(name in nodeid for name in LONG)
        return nodeid if stands_alone else super()._split_scope(nodeid)


def pytest_xdist_make_scheduler(config, log):
    return ByFile(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_collection_modifyitems(config, items):
    """On PostgreSQL only what touches the database; the rest cannot differ."""
    if settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return
    elsewhere = [item for item in items if not touches_database(item)]
    items[:] = [item for item in items if touches_database(item)]
    config.hook.pytest_deselected(items=elsewhere)


def pytest_collection_finish(session):
    """Addresses are read when the first test asks for one: before that the settings are not yet
    those of tests, and the site would have pages of a development site."""
    assert "m2w.urls" not in sys.modules, "A test module asks for an address where it is imported."


def touches_database(item) -> bool:
    return bool(item.get_closest_marker("django_db")) or "db" in item.fixturenames


@pytest.fixture(autouse=True)
def clock(settings):
    """Every test happens on one day."""
    settings.M2W_TODAY = TODAY


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path_factory):
    """Documents of tests lie apart from those of the development site."""
    settings.MEDIA_ROOT = tmp_path_factory.getbasetemp() / "documents"


@pytest.fixture(autouse=True)
def reading_writes_nothing(monkeypatch):
    """No test passes in which a GET writes."""
    readonly.install(monkeypatch)


@pytest.fixture
def browse(db) -> Callable[[str], Client]:
    """A browser in which a member of the cast is signed in."""

    def signed_in(name: str) -> Client:
        client = Client()
        client.force_login(play(name))
        return client

    return signed_in


@pytest.fixture
def api(db) -> Callable[[str], APIClient]:
    """The API as a member of the cast, by token."""

    def signed_in(name: str) -> APIClient:
        client = APIClient()
        token, key = issue(play(name).acting)
        note_use(token)  # today's first costs a query more
        client.credentials(HTTP_AUTHORIZATION=f"Token {key}")
        return client

    return signed_in
