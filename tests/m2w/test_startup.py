"""What a site refuses to start with: one line that says why, and an exit code other than 0."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from m2w import startup
from tests.postgres import free_port

ROOT = Path(__file__).parents[2]
KEY = "kJ4vP9xQ2mT7wZ1rB6nH8sD3fG5cL0yA"
WEAK = ["a" * 64, "django-insecure-" + KEY, "change-me-" * 5]
PRODUCTION = {"M2W_SECRET_KEY": KEY, "M2W_ALLOWED_HOSTS": "m2w.example"}
REFUSED = {
    "no key": {"M2W_DEBUG": "off", "M2W_ALLOWED_HOSTS": "m2w.example"},
    "the key of development": PRODUCTION
    | {"M2W_SECRET_KEY": startup.DEVELOPMENT_KEY, "M2W_DEBUG": "off"},
    "a short key": PRODUCTION | {"M2W_SECRET_KEY": KEY[:31]},
    **{f"the weak key {key[:8]}": PRODUCTION | {"M2W_SECRET_KEY": key} for key in WEAK},
    "no hosts": {"M2W_SECRET_KEY": KEY},
    "any host": PRODUCTION | {"M2W_ALLOWED_HOSTS": "*"},
    "any host beside one": PRODUCTION | {"M2W_ALLOWED_HOSTS": "m2w.example,*"},
    "debug on a real host": PRODUCTION | {"M2W_DEBUG": "on"},
    "debug on any host": {"M2W_DEBUG": "on", "M2W_ALLOWED_HOSTS": "*"},
    "a set clock": PRODUCTION | {"M2W_TODAY": "2022-04-01"},
    "no limits": PRODUCTION | {"M2W_THROTTLE": "off"},
}
STARTS = {
    "nothing set": {},
    "production": PRODUCTION,
    "development with a key of its own": {"M2W_DEBUG": "on", "M2W_SECRET_KEY": KEY},
    "development under a name of this machine": {
        "M2W_DEBUG": "on",
        "M2W_ALLOWED_HOSTS": "m2w.localhost,127.0.0.1",
    },
}


def start(settings, *command):
    inherited = {name: text for name, text in os.environ.items() if not name.startswith("M2W_")}
    return subprocess.run(
        [sys.executable, *command],
        env=inherited | settings,
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


@pytest.mark.parametrize("case", REFUSED)
def test_it_does_not_start_with(case):
    ended = start(REFUSED[case], "manage.py", "check")
    assert ended.returncode == 1
    assert ended.stdout == ""
    assert ended.stderr.startswith("m2w does not start: M2W_")
    assert ended.stderr.count("\n") == 1
    assert KEY not in ended.stderr


@pytest.mark.parametrize("case", STARTS)
def test_it_starts_with(case):
    assert start(STARTS[case], "manage.py", "check").returncode == 0


def test_the_development_server_does_not_start():
    address = f"127.0.0.1:{free_port()}"
    ended = start(REFUSED["any host"], "manage.py", "runserver", address)
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr


def test_a_server_in_production_does_not_start():
    address = f"127.0.0.1:{free_port()}"
    ended = start(REFUSED["any host"], "-m", "gunicorn", "m2w.wsgi", "--bind", address)
    assert ended.returncode not in {0, None}
    assert "m2w does not start: M2W_ALLOWED_HOSTS" in ended.stderr
    assert "Traceback" not in ended.stderr
