"""Erasure changes no figure: every report for every reader, byte for byte, on rich data."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import connection

from m2w.accounts.models import Membership, User
from m2w.privacy import services
from m2w.privacy.models import RetentionTerm
from matching.models import Mentor
from programmes.models import Enrolment, Mentee
from reporting import exports
from reporting.release import of_report
from reporting.reports import REPORTS
from reporting.selection import select
from tests.cast import play
from tests.reporting.conftest import DAY
from tests.reporting.test_recomputation import CROSSED

pytestmark = pytest.mark.django_db

ROOT = Path(__file__).parents[2]
DAYS = [date(2021, 3, 31), date(2022, 4, 1), DAY]
COACH = "coach@core.example"
READERS = [
    "coordinator@core.example",
    COACH,
    "coordinator@second.example",
    "counsellor@vdab.example",
    "follower@vdab.example",
    "expert@vdab.example",
    "manager@vdab.example",
]


@pytest.fixture(autouse=True)
def today(settings):
    """The day of the example data, with terms so short that most of it is due."""
    settings.M2W_TODAY = DAY
    RetentionTerm.objects.update(months=1)


def reader(email: str) -> User:
    user = User.objects.get(email=email)
    user.acting = Membership.objects.of(user).first()
    return user


def figures(who: str | None) -> bytes:
    """Every report, and cross tables, as someone reads them on several days."""
    user = reader(who) if who else None
    asked = [(code, {}) for code in REPORTS if code != "cross"]
    asked += [("cross", dict(zip(["measure", "rows", "columns"], c, strict=True))) for c in CROSSED]
    found = [
        exports.as_document(of_report(REPORTS[code], select(day, reader=user), **options))
        for day in DAYS
        for code, options in asked
    ]
    return json.dumps(found, default=str, sort_keys=True).encode()


def erase_all() -> int:
    """Have every promoter erase what is due; how many files went."""
    approver = play("ada")
    with connection.cursor() as cursor:
        # Rows of this transaction are new to the planner.
        cursor.execute("ANALYZE")
    for membership in Membership.objects.filter(role="coordinator").select_related("staff__user"):
        user = membership.staff.user
        user.acting = membership
        if any(services.overdue(membership.organisation)):
            listed = services.list_overdue(by=user)
            services.run(services.approve(listed, by=approver))
    return sum(model.objects.filter(is_erased=True).count() for model in (Mentee, Mentor))


@pytest.fixture
def coached(loaded):
    """A coach's own figures are about someone who is about to be erased."""
    ended = Enrolment.objects.filter(project__promoter__code="core", state="ended")
    ended.update(coach=reader(COACH).acting.staff)


@pytest.mark.usefixtures("coached")
def test_every_report_gives_the_same_figures():
    before = {who: figures(who) for who in [None, *READERS]}
    assert erase_all() > 400
    after = {who: figures(who) for who in before}
    assert [who for who in before if before[who] != after[who]] == []
    assert len(set(before.values())) > 4


@pytest.mark.usefixtures("loaded")
def test_an_erased_database_dumps_and_loads(tmp_path):
    erase_all()
    first, second = tmp_path / "first", tmp_path / "second"
    call_command("dump_package", first, verbosity=0)
    for command in [["migrate"], ["load_package", first], ["dump_package", second]]:
        manage(tmp_path, *command)
    assert contents(first) == contents(second)
    assert b"erased,erased" in contents(first)["mentees.csv"]
    assert b"erased,erased" in contents(first)["mentors.csv"]


def manage(directory: Path, *command: object) -> None:
    """A command on a database of its own."""
    environment = os.environ | {"M2W_DATABASE_URL": f"sqlite:///{directory / 'db.sqlite3'}"}
    subprocess.run(
        [sys.executable, "manage.py", *map(str, command), "--verbosity=0"],
        env=environment,
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )


def contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.glob("*.csv")}
