from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from m2w import catalogue


class Command(BaseCommand):
    help = "Bring the English catalogue in line with the sources, and compile it."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--compile", action="store_true", help="only compile, when stale")

    def handle(self, **options: Any) -> None:
        if not options["compile"]:
            missing = catalogue.untranslated(catalogue.update())
            self.stdout.write("\n".join(missing))
            self.stdout.write(f"{len(missing)} to translate in {catalogue.po_path().name}")
        catalogue.compile_if_stale()
