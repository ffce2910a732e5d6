from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError
from django.utils.translation import gettext as _

from m2w.data_package.dumper import dump
from m2w.management.commands._package import tables


class Command(BaseCommand):
    help = "Write the database as a data package."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("directory", type=Path, metavar="DIR")

    def handle(self, **options: Any) -> None:
        try:
            rows = dump(options["directory"], tables())
        except KeyboardInterrupt:
            raise CommandError(_("Onderbroken.")) from None
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from None
        except DatabaseError as error:
            raise CommandError(_("De databank weigert: %(error)s.") % {"error": error}) from error
        for name, count in rows.items():
            self.stdout.write(f"{count:>9}  {name}.csv")
