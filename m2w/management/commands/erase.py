from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from m2w.accounts.choices import OrganisationKind
from m2w.accounts.models import Organisation
from m2w.privacy import services
from m2w.privacy.due import overdue
from m2w.privacy.models import ErasureList
from m2w.privacy.sweeping import sweeps
from m2w.refusals import Refused


class Command(BaseCommand):
    help = (
        "Erase what is left on approved lists, and drafts that nobody touched for their term;"
        " stopped half-way, it goes on where it was."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--list", metavar="ID", help="this list only, by its code or id")
        parser.add_argument(
            "--dry-run", action="store_true", help="show what may be kept no longer; change nothing"
        )

    def handle(self, **options: Any) -> None:
        if options["dry_run"]:
            self.show()
            return
        for listed in self.lists(options["list"]):
            try:
                services.run(listed)
            except Refused as refusal:
                raise CommandError(str(refusal)) from None
            self.tell(listed)
        if options["list"] is None:
            for sweep in sweeps():
                self.stdout.write(f"{sweep.label}\t{sweep.run()}")

    def lists(self, name: str | None) -> list[ErasureList]:
        """The list asked for, else every approved one that is not finished."""
        if name is None:
            unfinished = ErasureList.objects.filter(finished_at__isnull=True)
            return list(unfinished.filter(approved_by__isnull=False).order_by("approved_at"))
        found = list(ErasureList.objects.all().named(name))
        if not found:
            raise CommandError(_("Deze wislijst bestaat niet."))
        return found

    def show(self) -> None:
        """What is due at every promoter: codes, terms and days, no names."""
        for promoter in Organisation.objects.filter(kind=OrganisationKind.PROMOTER):
            for found in overdue(promoter):
                kind, term = found.row._meta.label_lower, found.due
                line = f"{promoter.code}\t{kind}\t{found.code}\t{term.category}\t{term.on}"
                self.stdout.write(line)
        for sweep in sweeps():
            self.stdout.write(f"{sweep.label}\t{sweep.due().count()}")

    def tell(self, listed: ErasureList) -> None:
        states = list(listed.items.values_list("state", flat=True))
        counts = {state: states.count(state) for state in sorted(set(states))}
        self.stdout.write(f"{listed.code}\t{listed.promoter.code}\t{counts}")
