"""Someone signed in on the site as it runs: a server process over the benchmark's database."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from time import sleep
from urllib.parse import urlencode

from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils.crypto import get_random_string

from m2w.accounts.models import User
from tests.postgres import free_port

FORM = "application/x-www-form-urlencoded"


class Visitor:
    """Asks the server for pages, `times` in a row: one alone may be too short to time."""

    def __init__(self, port: int, email: str) -> None:
        client = Client()
        client.force_login(User.objects.get(email=email))
        self.port, self.token = port, get_random_string(32)
        session = client.cookies["sessionid"].value
        self.headers = {"Cookie": f"sessionid={session}; csrftoken={self.token}"}

    def gets(self, address: str, times: int = 1) -> Callable[[], None]:
        return lambda: self.ask("GET", address, None, times)

    def posts(self, address: str, typed: dict[str, object], times: int = 1) -> Callable[[], None]:
        body = urlencode({"csrfmiddlewaretoken": self.token} | typed)
        return lambda: self.ask("POST", address, body, times)

    def ask(self, method: str, address: str, body: str | None, times: int) -> None:
        """Raises RuntimeError for an answer that is no success."""
        server = HTTPConnection("127.0.0.1", self.port)
        for _ in range(times):
            server.request(method, address, body, self.headers | {"Content-Type": FORM})
            answer = server.getresponse()
            answer.read()
            if answer.status != 200:
                raise RuntimeError(f"{address}: {answer.status}")
        server.close()


@contextmanager
def server() -> Iterator[int]:
    """The port of the site with one bare view more (`hello/`)."""
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
