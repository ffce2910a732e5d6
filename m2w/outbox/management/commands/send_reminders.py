from typing import Any

from django.core.management.base import BaseCommand

from m2w.outbox.digest import begin_day


class Command(BaseCommand):
    help = "Queue the reminders that are due: each once, however often this runs."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{begin_day()} queued")
