import shutil
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils.translation import gettext as _

from m2w.data_package.faults import PackageRefused
from m2w.data_package.loader import load
from m2w.management.commands._package import RULES, tables

DEMO_PASSWORD = "demo"  # noqa: S105 - only with debug on, and printed for everyone to use


class Command(BaseCommand):
    help = "Load a data package into the database: all of it, or nothing."
    # The checks import every page, and this command has a limit on its memory.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path, metavar="DIR")
        parser.add_argument(
            "--update", action="store_true", help="change rows that are there with other values"
        )
        parser.add_argument(
            "--demo-passwords",
            action="store_true",
            help=f"give every account the password {DEMO_PASSWORD} (only with M2W_DEBUG on)",
        )

    def handle(self, **options: Any) -> None:
        directory: Path = options["directory"]
        if options["demo_passwords"] and not settings.DEBUG:
            raise CommandError(_("--demo-passwords kan alleen met M2W_DEBUG=on."))
        if not directory.is_dir():
            raise CommandError(_("%(path)s is geen map.") % {"path": directory})
        stored = self._load(directory, options)
        if not stored:
            self.stdout.write(_("Alles stond al in de databank; er is niets veranderd."))
        for name, count in stored.items():
            self.stdout.write(f"{count:>9}  {name}.csv")

    def _load(self, directory: Path, options: dict[str, Any]) -> dict[str, int]:
        password = DEMO_PASSWORD if options["demo_passwords"] else None
        bar = self._bar if self.stderr.isatty() else lambda file, done: None
        try:
            return load(directory, tables(password), RULES, update=options["update"], progress=bar)
        except PackageRefused as refusal:
            raise CommandError(str(refusal)) from None
        except KeyboardInterrupt:
            raise CommandError(_("Onderbroken: er is niets opgeslagen.")) from None
        except DatabaseError as error:
            text = _("De databank weigert: %(error)s. Er is niets opgeslagen.")
            raise CommandError(text % {"error": error}) from error
        finally:
            if self.stderr.isatty():
                self.stderr.write("\r\N{ESCAPE}[K", str, ending="")

    def _bar(self, file: str, done: float) -> None:
        width = min(40, shutil.get_terminal_size().columns - 40)
        filled = round(width * done)
        bar = f"[{'#' * filled}{'.' * (width - filled)}] {done:4.0%} {file:<24}"
        self.stderr.write(f"\r{bar}", str, ending="")
        self.stderr.flush()
