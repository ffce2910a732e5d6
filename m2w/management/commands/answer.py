from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

from m2w import notation, periods
from m2w.management.commands._arguments import day
from m2w.management.commands._calculating import CalculatingCommand
from programmes.models import Call
from reporting import answers, documents
from reporting.models import WrittenQuestion


class Command(CalculatingCommand):
    help = "Compose the written answer to a parliamentary question, as of a day."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("number", type=int)
        parser.add_argument("--as-of", type=day, help="up to and including this day; else today")
        parser.add_argument("--out", type=Path, required=True, help="directory for the files")
        parser.add_argument("--call", metavar="CODE", help="this call only; else those open then")
        parser.add_argument(
            "--true-counts",
            action="store_true",
            help="true counts, marked 'niet voor verspreiding'",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        question = WrittenQuestion.objects.filter(number=options["number"]).first()
        if question is None:
            raise CommandError(_("Vraag %(number)s is niet gekend.") % options)
        as_of = options["as_of"] or periods.today()
        call, true_counts = self.call(options["call"]), options["true_counts"]
        answer = answers.compose(question, as_of, call=call, true_counts=true_counts)
        try:
            written = documents.write(answer, options["out"])
        except OSError as error:
            raise CommandError(str(error)) from error
        self.tell(answer)
        for path in written:
            self.stdout.write(str(path))

    def call(self, code: str | None) -> Call | None:
        if not code:
            return None
        call = Call.objects.filter(code=code).first()
        if call is None:
            raise CommandError(_("Oproep %(code)s is niet gekend.") % {"code": code})
        return call

    def tell(self, answer: answers.Answer) -> None:
        """The answer in words, as it stands in the letter."""
        question = answer.question
        self.stdout.write(
            f"ANTWOORD op vraag nr. {question.number} van {notation.day(question.asked_on)}"
            f" van {question.member.upper()}\n{answer.marking}\n"
        )
        for part in answer.parts:
            self.stdout.write(f"{part.heading} {part.text}".rstrip())
            for sub in part.answers:
                self.stdout.write(f"  {sub.number}. {sub.text}")
            self.stdout.write("")
