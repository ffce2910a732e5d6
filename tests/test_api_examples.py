"""What the README shows of the API, run as it stands there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from m2w.accounts.services.keys import issue
from matching.models import Contact, Match
from programmes.models import Enrolment
from tests.cast import play, project_of
from tests.factories import MenteeFactory

pytestmark = pytest.mark.django_db(transaction=True)

README = (Path(settings.BASE_DIR) / "README.md").read_text("utf-8")


def example(language):
    """The first block in this language under the heading of the API."""
    section = README.partition("## The API\n")[2].partition("\n## ")[0]
    return re.search(rf"```{language}\n(.*?)```", section, re.DOTALL)[1]


def run(live_server, *command, **known):
    """What the example prints. Fails with what it complains of."""
    people = {"PROMOTER_KEY": "alice", "VDAB_KEY": "vera"}
    keys = {key: issue(play(name).acting)[1] for key, name in people.items()}
    environment = os.environ | keys | {"SITE": live_server.url} | known
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(autouse=True)
def project(transactional_db):
    play("carl")
    return project_of()


def test_in_python(live_server):
    assert run(live_server, sys.executable, "-c", example("python")) == "running\n"
    assert Match.objects.get().enrolment.state == "active"
    assert Contact.objects.get().code == "C-1"


def test_in_a_shell(live_server, project):
    mentee = MenteeFactory(promoter=project.promoter, privacy_notice_on="2022-03-28")
    known = {"PROJECT": str(project.pk), "MENTEE": str(mentee.pk)}
    run(live_server, "bash", "-euc", example("sh"), **known)
    assert Enrolment.objects.get().state == "approved"
