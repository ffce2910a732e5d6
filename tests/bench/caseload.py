"""The caseload against a bare view on the same server, and its last page against its first.

Over HTTP, on a server process of its own: what a reader waits for.
"""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from math import ceil
from time import sleep

from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from m2w.accounts.models import User
from programmes.models import Enrolment
from tests.bench.measure import Ratio, pair
from tests.postgres import free_port

WHO = "coordinator@core.example"
PER_PAGE = 50
HELLOS = 10  # one is too short to time


class Visitor:
    """Someone signed in, asking a server for pages."""

    def __init__(self, port: int, email: str) -> None:
        client = Client()
        client.force_login(User.objects.get(email=email))
        self.cookie = f"sessionid={client.cookies['sessionid'].value}"
        self.port = port

    def gets(self, address: str, times: int = 1) -> Callable[[], object]:
        def ask() -> None:
            server = HTTPConnection("127.0.0.1", self.port)
            for _ in range(times):
                server.request("GET", address, headers={"Cookie": self.cookie})
                answer = server.getresponse()
                answer.read()
                if answer.status != 200:
                    raise RuntimeError(f"{address}: {answer.status}")
            server.close()

        return ask


@contextmanager
def server() -> Iterator[int]:
    """The site as it runs, over the database of the benchmark, with one bare view more."""
    port = free_port()
    environment = os.environ | {
        "M2W_DEBUG": "on",
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "BENCH_DATABASE": str(connection.settings_dict["NAME"]),
    }
    command = [sys.executable, "-m", "gunicorn", "m2w.wsgi", "--bind", f"127.0.0.1:{port}"]
    options = ["--worker-class", "gthread", "--threads", "1", "--log-level", "error"]
    with subprocess.Popen([*command, *options], env=environment, cwd=settings.BASE_DIR) as process:
        try:
            wait_for(port)
            yield port
        finally:
            process.terminate()


def wait_for(port: int) -> None:
    for _ in range(100):
        try:
            HTTPConnection("127.0.0.1", port, timeout=5).request("GET", "/hello/")
        except OSError:
            sleep(0.1)
        else:
            return
    raise RuntimeError("the server did not start")


def ratios() -> Iterator[Ratio]:
    with server() as port:
        visitor, address = Visitor(port, WHO), reverse("enrolments")
        rows = Enrolment.objects.visible_to(acting(WHO)).count()
        last = f"{address}?page={ceil(rows / PER_PAGE)}"
        page, hello = visitor.gets(address, 3), visitor.gets("/hello/", HELLOS)
        hello()
        ours, theirs = pair(page, hello)
        yield Ratio("caseload page, hello view over it", ours / 3, theirs / HELLOS, least=0.1)
        ours, theirs = pair(visitor.gets(last, 3), page)
        yield Ratio("caseload, last page over first", ours / 3, theirs / 3, most=1.5)
        for asked in ["state=waiting", "sort=name", "q=amina", "language=ti"]:
            ours, theirs = pair(visitor.gets(f"{address}?{asked}"), hello)
            yield Ratio(f"caseload?{asked}, over a hello view", ours, theirs / HELLOS)


def acting(email: str) -> User:
    user = User.objects.get(email=email)
    user.acting = user.places.get().memberships.get()
    return user
