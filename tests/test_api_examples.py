"""What the README shows of the API, run as it stands there."""

import os
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings

from m2w.accounts.services.keys import issue
from matching.models import Contact, Match
from programmes.models import Enrolment
from tests.cast import play, project_of
from tests.factories import EnrolmentFactory, MenteeFactory, ProjectFactory

pytestmark = pytest.mark.django_db(transaction=True)

README = (Path(settings.BASE_DIR) / "README.md").read_text("utf-8")


def example(language):
    """The first block in this language under the heading of the API."""
    section = README.partition("## The API\n")[2].partition("\n## ")[0]
    return re.search(rf"```{language}\n(.*?)```", section, re.DOTALL)[1]


def run(live_server, *command):
    """What the example prints. Fails with what it complains of."""
    people = {"PROMOTER_KEY": "alice", "VDAB_KEY": "vera"}
    keys = {key: issue(play(name).acting)[1] for key, name in people.items()}
    environment = os.environ | keys | {"SITE": live_server.url}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(autouse=True)
def lived(transactional_db):
    """As on any site, there are projects that ended and people who are followed already."""
    play("carl")
    first = project_of()
    for code, starts_on in (("CORE-1", date(2019, 1, 1)), ("CORE-2", date(2021, 7, 1))):
        ProjectFactory(code=code, promoter=first.promoter, lot=first.lot, starts_on=starts_on)
    # First in a list, whatever code is made for who is enrolled here.
    for code, state in (("0000-1", {}), ("0000-2", {"submitted": True})):
        mentee = MenteeFactory(promoter=first.promoter)
        EnrolmentFactory(code=code, project=first, mentee=mentee, **state)


def test_in_python(live_server):
    before = states()
    assert run(live_server, sys.executable, "-c", example("python")) == "running\n"
    assert states() == before | {"M-2041": ("active", "CORE-2")}
    assert Match.objects.get().enrolment.mentee.code == "M-2041"
    assert Contact.objects.get().code == "C-1"


def test_in_a_shell(live_server):
    before = states()
    run(live_server, "bash", "-euc", example("sh"))
    assert states() == before | {"M-2042": ("approved", "CORE-2")}


def states():
    """By the codes of mentees, so that nobody else's file was touched."""
    rows = Enrolment.objects.values_list("mentee__code", "state", "project__code")
    return {mentee: (state, project) for mentee, state, project in rows}
