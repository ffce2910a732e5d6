"""A GET that writes makes its test fail: this shows that it does."""

import pytest
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

from m2w.accounts.models import Organisation
from m2w.audit.services import record
from m2w.doors import PUBLIC, page
from tests import readonly
from tests.factories import OrganisationFactory
from tests.sites import site_with

pytestmark = pytest.mark.django_db


def insert(request):
    OrganisationFactory()
    return HttpResponse()


def update(request):
    Organisation.objects.update(name="x")
    return HttpResponse()


def delete(request):
    Organisation.objects.filter(name="x").delete()
    return HttpResponse()


def hidden(request):
    try:
        OrganisationFactory()
    except readonly.WrittenOnReading:
        return HttpResponse()


def what_reading_leaves(request):
    record("example.read")
    Session.objects.create(session_key="x", expire_date=timezone.now())
    list(Organisation.objects.select_for_update().all())
    return HttpResponse()


views = [insert, update, delete, hidden, what_reading_leaves]
ADDRESSES = [
    *(page(f"{view.__name__}/", view, view.__name__, PUBLIC) for view in views),
]


@pytest.fixture(autouse=True)
def site_that_writes(settings):
    settings.ROOT_URLCONF = site_with(*ADDRESSES)


@pytest.mark.parametrize("view", ["insert", "update", "delete", "hidden"])
@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_request_that_only_asks_writes_nothing(client, method, view):
    OrganisationFactory(name="x", code="kept")
    # Deleting an organisation begins with what hangs on it.
    written = r"wrote to (accounts_organisation|imports_columnmemory|outbox_reminder)"
    with pytest.raises(readonly.WrittenOnReading, match=written):
        getattr(client, method)(f"/{view}/")
    transaction.set_rollback(False)
    assert Organisation.objects.get().name == "x"


@pytest.mark.parametrize("view", ["insert", "update", "delete"])
def test_a_post_may_write(client, view):
    assert client.post(f"/{view}/").status_code == 200


def test_the_record_and_the_session_are_kept_on_reading(client):
    assert client.get("/what_reading_leaves/").status_code == 200


@pytest.mark.parametrize(
    ("sql", "tables"),
    [
        ('SELECT "update" FROM "a" FOR UPDATE', set()),
        ('SELECT 1 FROM "a" FOR UPDATE OF "a" SKIP LOCKED', set()),
        ("SELECT 'delete from a'", set()),
        ('INSERT OR IGNORE INTO "a" VALUES (1)', {"a"}),
        ('WITH b AS (DELETE FROM "a" RETURNING 1) SELECT 1 FROM b', {"a"}),
        ('TRUNCATE "a"', {"a"}),
        ('UPDATE "public"."a" SET x = 1', {"a"}),
        ("DROP TABLE a", {"a"}),
    ],
)
def test_what_a_statement_writes(sql, tables):
    assert readonly.tables_written(sql) == tables
