import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from m2w.outbox.worker import Worker, work_off


class Command(BaseCommand):
    help = "Send the mails and do the long work that wait, until told to stop."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="do what is due now, then end")
        parser.add_argument(
            "--with-parent", action="store_true", help="end when the process that started it does"
        )

    def handle(self, **options: Any) -> None:
        if options["once"]:
            self.stdout.write(f"{work_off()} done")
            return
        worker = Worker(with_parent=options["with_parent"])
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: worker.stop())
        self.stdout.write("The worker waits for work.")
        self.stdout.flush()
        worker.run()
