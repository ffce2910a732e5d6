from typing import Any

from django.core.management.base import BaseCommand

from reporting.services import rehearse_all


class Command(BaseCommand):
    help = "Try every sent answer again as of today: once a month, however often this runs."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{rehearse_all()} rehearsed")
