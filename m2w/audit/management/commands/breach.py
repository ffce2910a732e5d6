from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from m2w.accounts.models import User
from m2w.audit.facts import as_lines, shown_to
from m2w.audit.services import record
from m2w.exports import as_csv
from m2w.periods import iso_day


class Command(BaseCommand):
    help = "For a data breach: whose data an account was shown, from one day up to another."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("first", type=iso_day, help="like 2026-06-01")
        parser.add_argument("last", type=iso_day, help="this day too")
        parser.add_argument("--out", type=Path, required=True, metavar="FILE")

    def handle(self, *, email: str, first: date, last: date, out: Path, **options: Any) -> None:
        account = User.objects.filter(email__iexact=email).first()
        if account is None:
            raise CommandError(_("Er is geen account met dit e-mailadres."))
        persons = shown_to(account, first, last)
        record("breach.listed", about=account, details={"persons": len(persons)})
        try:
            out.write_bytes(as_csv(as_lines(persons)))
        except OSError as error:
            raise CommandError(str(error)) from error
        self.stdout.write(_("%(count)s personen.") % {"count": len(persons)})
