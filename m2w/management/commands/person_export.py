from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from m2w.privacy import bundle
from m2w.privacy.files import kind_named, kinds


class Command(BaseCommand):
    help = "Write everything held about a mentee or mentor into a ZIP file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("kind", choices=[kind.name for kind in kinds()])
        parser.add_argument("code", metavar="CODE")
        parser.add_argument("--out", type=Path, required=True, metavar="DIR")

    def handle(self, **options: Any) -> None:
        model = kind_named(options["kind"]).model
        file = model.objects.filter(code=options["code"], is_erased=False).first()
        if file is None:
            raise CommandError(_("Er is geen dossier met deze code."))
        directory: Path = options["out"]
        try:
            directory.mkdir(parents=True, exist_ok=True)
            path = directory / bundle.file_name()
            path.touch(mode=0o600, exist_ok=False)
            path.write_bytes(bundle.export(file, by=None))
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from None
        self.stdout.write(str(path))
