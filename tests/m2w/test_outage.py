"""Without a database, people and programs are told when to come back."""

import pytest
from django.db import OperationalError

from m2w.accounts import middleware
from reporting import filters
from tests.cast import play

pytestmark = pytest.mark.django_db


@pytest.fixture
def database_gone(monkeypatch):
    def gone(*args, **kwargs):
        raise OperationalError("server closed the connection")

    return lambda: monkeypatch.setattr(filters, "selection_of", gone)


def test_a_page_says_so(browse, database_gone):
    client = browse("max")
    database_gone()
    response = client.get("/rapporten/projects/")
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert "halve minuut" in response.text


def test_the_api_says_so(api, database_gone):
    client = api("max")
    database_gone()
    response = client.get("/api/v1/reports/projects/")
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert response["Content-Type"] == "application/problem+json"
    assert response.json()["code"] == "unavailable"


def test_before_the_view_is_reached_too(client, monkeypatch):
    client.force_login(play("max"))

    def gone(request):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(middleware, "membership_of_session", gone)
    client.raise_request_exception = False
    assert client.get("/rapporten/").status_code == 503
