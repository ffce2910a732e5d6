import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from m2w import periods
from m2w.accounts.models import Organisation
from m2w.audit.services import holds_example_data, record_example_data
from m2w.data_package.faults import PackageRefused
from m2w.data_package.loader import load
from m2w.demo.package import SIZES, write_package
from m2w.management.commands._costs import add_costs
from m2w.management.commands._counsellors import share_out
from m2w.management.commands._meetings import add_meetings
from m2w.management.commands._package import RULES, tables
from m2w.management.commands._questionnaires import add_answers
from m2w.management.commands._questions import add_questions
from m2w.management.commands._volunteers import add_volunteers
from m2w.management.commands.load_package import DEMO_PASSWORD


class Command(BaseCommand):
    help = "Fill an empty database with example data: the same seed and day give the same rows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=479)
        parser.add_argument("--size", choices=sorted(SIZES), default="small")

    def handle(self, *, seed: int, size: str, **options: Any) -> None:
        if not settings.DEBUG:
            raise CommandError(_("Voorbeeldgegevens kunnen alleen met M2W_DEBUG=on."))
        if Organisation.objects.exists() and not holds_example_data():
            raise CommandError(_("Deze databank bevat echte gegevens; er is niets veranderd."))
        with tempfile.TemporaryDirectory() as directory:
            write_package(Path(directory), seed, size, periods.today())
            stored = self.load(Path(directory))
        for name, count in stored.items():
            self.stdout.write(f"{count:>9}  {name}.csv")

    def load(self, directory: Path) -> dict[str, int]:
        try:
            stored = load(directory, tables(DEMO_PASSWORD), RULES)
        except PackageRefused:
            text = _("Er staan al andere voorbeeldgegevens. Begin met een lege databank.")
            raise CommandError(text) from None
        if stored:
            share_out()
            add_volunteers()
            add_meetings()
            add_answers()
            add_costs()
            add_questions()
            record_example_data()
        return stored
