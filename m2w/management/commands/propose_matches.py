import json
from argparse import ArgumentParser
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from m2w import periods
from m2w.management.commands._arguments import day
from matching.document import document_of
from matching.gap_texts import removed_text
from matching.proposing import Proposal, propose
from matching.scoring import WeightError
from matching.situations import situation_of
from programmes.models import Project


class Command(BaseCommand):
    help = "Propose a mentor for everyone in a project who waits for one. Writes no duo."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("project", metavar="PROJECT", help="code of the project")
        parser.add_argument(
            "--on", type=day, help="the day on which every rule is judged; else today"
        )
        parser.add_argument("--out", type=Path, metavar="FILE", help="write the proposal as JSON")
        parser.add_argument("--brief", action="store_true", help="leave out all candidates")

    def handle(self, *args: Any, **options: Any) -> None:
        proposal = self.proposal(options["project"], options["on"] or periods.today())
        told = document_of(proposal, brief=options["brief"])
        if options["out"] is None:
            self.stdout.write("\n".join(summary(told)))
            return
        try:
            options["out"].write_text(json.dumps(told, ensure_ascii=False) + "\n", encoding="utf-8")
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from None
        self.stdout.write(str(options["out"]))

    def proposal(self, code: str, on: date) -> Proposal:
        project = Project.objects.filter(code=code).select_related("lot__call", "promoter").first()
        if project is None:
            raise CommandError(_("Project %(code)s is niet gekend.") % {"code": code})
        try:
            return propose(situation_of(project, on))
        except WeightError as error:
            text = _("Het gewicht voor %(part)s in de oproep is geen getal van 0 tot 1000.")
            raise CommandError(text % {"part": error.part}) from None


def summary(told: dict[str, Any]) -> Iterator[str]:
    proof = told["proof"]
    yield _("Project %(project)s op %(on)s") % told
    yield (
        _(
            "%(placed)s van hoogstens %(max_placed)s geplaatst, score %(score)s van hoogstens"
            " %(max_score)s, samen %(waiting_days)s dagen gewacht"
        )
        % proof
    )
    yield _("Bewezen optimaal.") if proof["optimal"] else _("Niet bewezen optimaal.")
    for pair in told["pairs"]:
        yield _("%(enrolment)s met %(mentor)s, mentor-coach %(coach)s: %(score)s") % pair
        yield "  " + "; ".join(pair["why"])
    for one in told["unplaced"]:
        yield _("%(enrolment)s zonder mentor") % one
        yield f"  {removed_text(one['removed'])}"
        yield "  " + one["smallest_change"]["text"]
