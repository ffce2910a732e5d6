from typing import Any

from django.core.management.base import BaseCommand

from m2w.documents.services import sweep


class Command(BaseCommand):
    help = "Remove files of documents that a crash left behind without a row."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{len(sweep())} removed")
