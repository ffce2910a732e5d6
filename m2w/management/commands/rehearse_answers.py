from typing import Any

from m2w.management.commands._calculating import CalculatingCommand
from reporting.services import rehearse_all


class Command(CalculatingCommand):
    help = "Try every sent answer again as of today: once a month, however often this runs."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{rehearse_all()} rehearsed")
