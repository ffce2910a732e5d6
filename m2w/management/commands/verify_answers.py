from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from m2w.management.commands._calculating import CalculatingCommand
from reporting.models import FrozenAnswer, WrittenQuestion
from reporting.verifying import faults


class Command(CalculatingCommand):
    help = "Check every sent answer: its checksum, its figures from the facts, what it hides."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--question", metavar="CODE", help="this question only")

    def handle(self, *args: Any, **options: Any) -> None:
        rows = FrozenAnswer.objects.select_related("question").prefetch_related("files")
        if code := options["question"]:
            if not WrittenQuestion.objects.filter(code=code).exists():
                raise CommandError(_("Vraag %(number)s is niet gekend.") % {"number": code})
            rows = rows.filter(question__code=code)
        found = [
            f"{answer.question.code}: {fault}"
            for answer in rows.order_by("question__code")
            for fault in faults(answer)
        ]
        for line in found:
            self.stdout.write(line)
        if found:
            told = ngettext(
                "%(count)s bevinding: niet alles staat zoals verzonden.",
                "%(count)s bevindingen: niet alles staat zoals verzonden.",
                len(found),
            )
            raise CommandError(told % {"count": len(found)})
        told = ngettext(
            "%(count)s antwoord nagekeken: alles staat.",
            "%(count)s antwoorden nagekeken: alles staat.",
            len(rows),
        )
        self.stdout.write(told % {"count": len(rows)})
