"""A real server on a database of example data, and a real browser that watches itself."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import IO

import pytest
from playwright.sync_api import Browser, Page, Playwright, expect, sync_playwright

from tests.migrated import kept_in
from tests.postgres import free_port

ROOT = Path(__file__).parents[2]
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDE = {"width": 1280, "height": 900}
PHONE = {"width": 390, "height": 844}
# A busy machine takes its time; what never comes is a fault all the same.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session", autouse=True)
def wall_clock():
    """The site and the browser are programs of their own, with the clock of the machine."""


@pytest.fixture(scope="session")
def mails(tmp_path_factory) -> Path:
    """Where the server puts its mails, a file each."""
    return tmp_path_factory.mktemp("mails")


@pytest.fixture(scope="session")
def environment(tmp_path_factory, mails) -> dict[str, str]:
    """The settings of the site: a database of its own, on a fixed day."""
    directory = tmp_path_factory.mktemp("site")
    return os.environ | {
        "M2W_DATABASE_URL": f"sqlite:///{directory / 'db.sqlite3'}",
        "M2W_DEBUG": "on",
        "M2W_TODAY": "2026-06-01",
        "M2W_THROTTLE": "off",
        "M2W_EMAIL_URL": f"filemail:///{mails}",
    }


@pytest.fixture(scope="session")
def database(environment) -> Path:
    return Path(environment["M2W_DATABASE_URL"].removeprefix("sqlite:///"))


@pytest.fixture(scope="session")
def example_data(environment, database, pytestconfig) -> Path:
    """What every test finds in the database."""
    migrated = kept_in(pytestconfig.cache.mkdir("migrated"))
    if migrated.exists():
        shutil.copyfile(migrated, database)
    for command in ["migrate", "demo"]:
        subprocess.run(
            [sys.executable, "manage.py", command],
            env=environment,
            cwd=ROOT,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    kept = database.with_name("example.sqlite3")
    shutil.copyfile(database, kept)
    return kept


@pytest.fixture(scope="session")
def served(tmp_path_factory, environment, example_data) -> Iterator[str]:
    """The address of a server on that database, with its worker."""
    manage = [sys.executable, "manage.py"]
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    settings = environment | {"M2W_SITE_URL": address}
    with (
        (tmp_path_factory.mktemp("log") / "log").open("w") as log,
        running([*manage, "work", "--with-parent"], settings, log),
        running([*manage, "runserver", "--noreload", address.partition("//")[2]], settings, log),
    ):
        wait_for(port)
        yield address


@pytest.fixture
def site(served, example_data, database) -> str:
    """The address of the site, with nothing in it of what another test did."""
    with (
        closing(sqlite3.connect(example_data)) as before,
        closing(sqlite3.connect(database)) as now,
    ):
        before.backup(now)
    return served


@contextmanager
def running(command: list[str], environment: dict[str, str], log: IO[str]) -> Iterator[None]:
    process = subprocess.Popen(command, env=environment, cwd=ROOT, stdout=log, stderr=log)
    with process:
        yield
        process.terminate()


def wait_for(port: int) -> None:
    for _ in range(200):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("The server did not start within 20 seconds.")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium; where there is none, the one that `make chromium` fetched."""
    playwright: Playwright
    with sync_playwright() as playwright:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def visit(chromium, site) -> Iterator[Callable[..., Page]]:
    """A page that must stay silent: no error in its console, no request off the machine."""
    complaints: list[str] = []
    with contexts(chromium, site, complaints) as opened:
        yield opened
    assert complaints == []


@pytest.fixture
def visit_late(chromium, site):
    """For who is refused by a rule: that answer is no success, and a browser notes that."""
    complaints: list[str] = []
    with contexts(chromium, site, complaints) as opened:
        yield opened
    assert [text for text in complaints if "409 (Conflict)" not in text] == []


@pytest.fixture
def visit_gone(chromium, site):
    """For who comes to what is not there: a browser notes that answer too."""
    complaints: list[str] = []
    with contexts(chromium, site, complaints) as opened:
        yield opened
    assert [text for text in complaints if "404 (Not Found)" not in text] == []


@contextmanager
def contexts(chromium: Browser, site: str, complaints: list[str]) -> Iterator[Callable[..., Page]]:
    opened = []

    def visit(who: str | None = None, viewport=WIDE, **options) -> Page:
        context = chromium.new_context(base_url=site, viewport=viewport, **options)
        opened.append(context)
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("request", lambda r: None if r.url.startswith((site, "data:")) else complain(r.url))
        if who:
            sign_in(page, who)
        return page

    complain = complaints.append
    yield visit
    for context in opened:
        context.close()


def sign_in(page: Page, email: str) -> None:
    page.goto("/account/aanmelden/")
    page.get_by_label("E-mailadres").fill(email)
    page.get_by_label("Wachtwoord").fill("demo")
    page.get_by_role("button", name="Aanmelden").click()
    page.wait_for_url("/")
