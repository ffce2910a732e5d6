"""What is registered, corrected and ruled after an answer was sent."""

import subprocess
import sys

from tests.browser.conftest import ROOT

LATER = """
from datetime import date
from programmes.models import Call, Enrolment, Outcome, OutflowDefinition, Project
on, call = date(2022, 4, 1), Call.objects.get(reference="2019/50081")
ended = Enrolment.objects.filter(project__lot__call=call, ended_on__lte=on, outcomes=None)
for enrolment in ended.order_by("code")[:6]:
    Outcome.objects.create(
        code=f"late-{enrolment.code}", enrolment=enrolment, kind="training",
        started_on=enrolment.ended_on,
    )
project = Project.objects.get(code="CORE-1")
Project.objects.filter(pk=project.pk).update(target_mentees=project.target_mentees + 5)
OutflowDefinition.objects.create(
    call=call, version=2, valid_from=date(2022, 1, 1), sustainable_months=1,
    outflow_horizon_months=12, spell_gap_days=31, reason="Proef.",
)
"""


def run(code: str, environment: dict[str, str]) -> None:
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", code]
    subprocess.run(command, env=environment, cwd=ROOT, check=True)


def change_since(environment: dict[str, str]) -> None:
    run(LATER, environment)
