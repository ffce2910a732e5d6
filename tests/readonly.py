"""A GET that writes is a fault: whoever merely follows a link has changed something."""

import re
from contextlib import ExitStack

from django.conf import settings
from django.db import connections
from django.test.client import ClientHandler

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
WRITE = re.compile(
    r"\b(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|MERGE\s+INTO|UPDATE(?:\s+ONLY)?"
    r"|DELETE\s+FROM(?:\s+ONLY)?|TRUNCATE(?:\s+TABLE)?"
    r"|(?:CREATE|ALTER|DROP)\s+(?:TABLE|INDEX|VIEW|TRIGGER))"
    r'\s+(?!SKIP\b|OF\b|NOWAIT\b)(?:"?\w+"?\.)?"?(\w+)"?',
    re.IGNORECASE,
)
TEXT = re.compile(r"'(?:[^']|'')*'")
# Who is signed in, the day on which a key was used, and the record of what was read.
WRITTEN_ON_READING = ("django_session", "accounts_token", "audit_")
# OpenID Connect comes back with a GET.
WRITES_BY_PROTOCOL = {"/account/oidc/terug/"}


class WrittenOnReading(AssertionError):  # noqa: N818 - what happened, as people say it
    """A request that only asks has changed something."""


def tables_written(sql: str) -> set[str]:
    """The tables that a statement writes to."""
    return {table.lower() for table in WRITE.findall(TEXT.sub("''", sql))}


def may_be_written(table: str) -> bool:
    caches = {
        cache["LOCATION"] for cache in settings.CACHES.values() if "Database" in cache["BACKEND"]
    }
    return table in caches or table.startswith(WRITTEN_ON_READING)


class Watch:
    """Stops every statement that writes, and remembers it: a view may hide the error."""

    def __init__(self):
        self.seen = []

    def __call__(self, execute, sql, params, many, context):
        if written := [table for table in tables_written(sql) if not may_be_written(table)]:
            self.seen += written
            raise WrittenOnReading(f"A request that only asks writes to {', '.join(written)}.")
        return execute(sql, params, many, context)

    def report(self, method):
        if self.seen:
            raise WrittenOnReading(f"{method} wrote to {', '.join(self.seen)}.")


def install(monkeypatch):
    """Watch every safe request of the test client."""
    original = ClientHandler.get_response

    def get_response(handler, request):
        if request.method not in SAFE_METHODS or request.path in WRITES_BY_PROTOCOL:
            return original(handler, request)
        watch = Watch()
        with ExitStack() as watched:
            for connection in connections.all():
                watched.enter_context(connection.execute_wrapper(watch))
            try:
                return original(handler, request)
            finally:
                watch.report(request.method)

    monkeypatch.setattr(ClientHandler, "get_response", get_response)
