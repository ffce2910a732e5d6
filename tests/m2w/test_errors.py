"""What goes wrong is told in our own words, with an id, to people and to programs; never more."""

import json
import logging
import re
import sqlite3

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.http import HttpResponse
from django.test import Client
from rest_framework.response import Response
from rest_framework.views import APIView

from m2w import errors, logs
from m2w.accounts import middleware
from m2w.doors import PUBLIC, page
from m2w.refusals import Refused
from tests.cast import play
from tests.sites import site_with

pytestmark = pytest.mark.django_db

UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
SECRET = "Key (email)=(amina@m2w.example) already exists."


def caused(error, **traits):
    """An error of Django, with what the driver said as its cause."""
    cause = type("DriverError", (Exception,), traits)()
    error.__cause__ = cause
    return error


ERRORS = {
    "operational": (lambda: OperationalError(SECRET), 503, "30"),
    "interface": (lambda: InterfaceError(SECRET), 503, "30"),
    "deadlock": (lambda: caused(OperationalError(SECRET), sqlstate="40P01"), 503, "1"),
    "serialisation": (lambda: caused(OperationalError(SECRET), sqlstate="40001"), 503, "1"),
    "lock_timeout": (lambda: caused(OperationalError(SECRET), sqlstate="55P03"), 503, "1"),
    "sqlite_busy": (
        lambda: caused(OperationalError(SECRET), sqlite_errorcode=sqlite3.SQLITE_BUSY_SNAPSHOT),
        503,
        "1",
    ),
    "integrity": (lambda: IntegrityError(SECRET), 409, None),
    "data": (lambda: DataError(SECRET), 400, None),
    "unicode": (lambda: UnicodeDecodeError("utf-8", b"\xff", 0, 1, SECRET), 400, None),
    "too_big": (lambda: RequestDataTooBig(SECRET), 400, None),
    "too_many": (lambda: TooManyFieldsSent(SECRET), 400, None),
    "bug": (lambda: KeyError(SECRET), 500, None),
}


def error_named(name):
    return ERRORS[name][0]()


def fail(request, name):
    raise error_named(name)


def refuse(request, name):
    raise {"request": BadRequest("Dat kan niet."), "rule": Refused("full", "Vol.")}[name]


class Fail(APIView):
    authentication_classes = permission_classes = ()

    def get(self, request, name):
        raise error_named(name)


class Take(APIView):
    authentication_classes = permission_classes = ()

    def post(self, request):
        return Response({"taken": request.data})


ADDRESSES = [
    page("fout/<name>/", fail, "fail", PUBLIC),
    page("neen/<name>/", refuse, "refuse", PUBLIC),
    page("api/neen/<name>/", refuse, "api-refuse", PUBLIC),
    page("goed/", lambda request: HttpResponse("goed"), "fine", PUBLIC),
    page("api/fout/<name>/", Fail.as_view(), "api-fail", PUBLIC),
    page("api/neem/", Take.as_view(), "api-take", PUBLIC),
]


@pytest.fixture(autouse=True)
def site_that_fails(settings):
    settings.ROOT_URLCONF = site_with(*ADDRESSES)


@pytest.fixture(params=[False, True], ids=["production", "debug"])
def client(request, settings):
    settings.DEBUG = request.param
    return Client(raise_request_exception=False)


@pytest.mark.parametrize("name", ERRORS)
def test_a_page_tells_it_with_an_id(client, name):
    _make, status, retry = ERRORS[name]
    response = client.get(f"/fout/{name}/")
    assert response.status_code == status
    assert response.get("Retry-After") == retry
    assert UUID.fullmatch(response["X-Request-ID"])
    assert f"Foutcode {status}" in response.text
    assert response["X-Request-ID"] in response.text
    assert "Traceback" not in response.text
    assert "amina" not in response.text


@pytest.mark.parametrize("name", ERRORS)
def test_the_api_tells_it_with_an_id(client, name):
    _make, status, retry = ERRORS[name]
    response = client.get(f"/api/fout/{name}/")
    assert response.status_code == response.json()["status"] == status
    assert response["Content-Type"] == "application/problem+json"
    assert response.get("Retry-After") == retry
    assert response.json()["request_id"] == response["X-Request-ID"]
    said = {"type", "title", "status", "code", "detail", "request_id"}
    assert set(response.json()) == said | ({"errors"} if status == 400 else set())
    assert "amina" not in response.text


@pytest.mark.parametrize("name", ERRORS)
def test_the_log_has_the_id_and_the_class_and_no_values(client, name, caplog):
    response = client.get(f"/fout/{name}/")
    told = [record for record in caplog.records if record.name == "m2w.errors"]
    (line,) = [logs.WithoutValues().format(record) for record in told]
    assert line.startswith(f"{response['X-Request-ID']} {ERRORS[name][1]} ")
    assert type(error_named(name)).__name__ in line
    assert "amina" not in line
    assert [record for record in caplog.records if "amina" in record.getMessage()] == []


def test_a_fault_of_ours_is_logged_with_the_place(client, caplog):
    client.get("/fout/bug/")
    line = logs.WithoutValues().format(caplog.records[-1])
    assert "in fail" in line
    assert line.endswith("builtins.KeyError")


def test_what_led_to_an_error_is_logged_without_values_too():
    told = "\n".join(logs.told(caused(KeyError(SECRET))))
    assert told.split() == ["tests.m2w.test_errors.DriverError", "builtins.KeyError"]


def test_an_error_before_the_view_is_told_too(client, monkeypatch):
    client.force_login(play("max"))

    def gone(request):
        raise OperationalError(SECRET)

    monkeypatch.setattr(middleware, "membership_of_session", gone)
    for address in ["/rapporten/", "/api/v1/reports/"]:
        response = client.get(address)
        assert response.status_code == 503
        assert response["Retry-After"] == "30"
        assert UUID.search(response.text)
        assert response["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/", "/mentees/", "/api/v1/reports/"])
def test_without_a_database_nobody_asks_twice_who_it_is(client, monkeypatch, address):
    client.force_login(play("max"))

    def gone(store):
        raise OperationalError(SECRET)

    monkeypatch.setattr(SessionStore, "load", gone)
    response = client.get(address)
    assert response.status_code == 503
    assert UUID.search(response.text)
    assert response["X-Frame-Options"] == "DENY"
    assert response["Cache-Control"] == "no-store"


def test_each_request_has_its_own_id(client):
    ids = {client.get("/fout/integrity/")["X-Request-ID"] for _ in range(3)}
    assert len(ids) == 3


@pytest.mark.parametrize("address", ["/goed/", "/bestaat-niet/", "/neen/request/", "/neen/rule/"])
def test_other_answers_carry_no_id(client, address):
    response = client.get(address)
    assert "X-Request-ID" not in response
    assert not UUID.search(response.text)


@pytest.mark.parametrize("place", ["", "/api"])
@pytest.mark.parametrize(
    ("name", "status", "says"), [("request", 400, "Dat kan niet."), ("rule", 409, "Vol.")]
)
def test_a_refusal_is_told_in_its_own_words(client, place, name, status, says):
    response = client.get(f"{place}/neen/{name}/")
    assert response.status_code == status
    assert says in response.text


class TestUnreadable:
    @pytest.mark.parametrize("place", ["/goed/", "/api/neem/"])
    def test_a_host_that_is_not_ours(self, client, place):
        self.refused(client.get(place, headers={"host": "elders.example"}), place)

    @pytest.mark.parametrize("query", [{"q": "a\x00b"}, {"a\x00b": "q"}])
    def test_nul_in_a_query(self, client, query):
        self.refused(client.get("/goed/", query), "/goed/")

    def test_nul_in_a_form(self, client):
        self.refused(client.post("/goed/", {"name": "a\x00b"}), "/goed/")

    def test_too_many_fields(self, client, settings):
        settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 2
        fields = {"a": "1", "b": "2", "c": "3"}
        self.refused(client.post("/goed/", fields), "/goed/")
        self.refused(client.get("/goed/", fields), "/goed/")

    @pytest.mark.parametrize("place", ["/goed/", "/api/neem/"])
    def test_a_body_that_is_too_large(self, client, settings, place):
        settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 100
        kind = "application/json" if "api" in place else "application/x-www-form-urlencoded"
        sent = json.dumps({"a": "x" * 100})
        self.refused(client.post(place, sent, content_type=kind), place)

    def test_a_form_cut_in_pieces_that_do_not_fit(self, client):
        kind = "multipart/form-data; boundary="
        self.refused(client.post("/goed/", b"x", content_type=kind), "/goed/")

    @pytest.mark.parametrize("charset", ["utf-16", "iso-8859-1"])
    def test_a_form_in_another_encoding(self, client, charset):
        kind = f"application/x-www-form-urlencoded; charset={charset}"
        self.refused(client.post("/goed/", b"a=b", content_type=kind), "/goed/")

    def refused(self, response, place):
        assert response.status_code == 400
        assert UUID.fullmatch(response["X-Request-ID"])
        assert response["Content-Security-Policy"]
        assert response["X-Frame-Options"] == "DENY"
        assert "elders" not in response.text
        assert "Traceback" not in response.text
        if place.startswith("/api/"):
            assert response.json()["code"] == "unreadable"
        else:
            assert "niet te beantwoorden" in response.text


def test_a_body_of_the_api_within_the_limit_is_taken(client):
    response = client.post("/api/neem/", {"a": 1}, content_type="application/json")
    assert response.json() == {"taken": {"a": 1}}


def test_our_handler_of_logs_is_the_one_without_values():
    (handler,) = [h for h in logging.root.handlers if type(h) is logging.StreamHandler]
    assert isinstance(handler.formatter, logs.WithoutValues)
    assert logging.getLogger("django").handlers == []


def test_every_error_has_a_page():
    assert {errors.judged(make()).status for make, *_ in ERRORS.values()} == {400, 409, 500, 503}
