from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w.audit.chain import faults
from m2w.audit.models import Entry, Tail

WORDS = {
    "gap": gettext_lazy("Voor lijn %(line)s ontbreken lijnen."),
    "altered": gettext_lazy("Lijn %(line)s is gewijzigd."),
    "cut": gettext_lazy("Het einde van het register ontbreekt of is gewijzigd."),
    "unknown": gettext_lazy("De verwachte hash staat niet in het register."),
}


class Command(BaseCommand):
    help = "Check the chain of the record; print its end, to be kept elsewhere and expected later."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--expect", metavar="HASH", default="", help="a hash printed earlier")

    def handle(self, *, expect: str, **options: Any) -> None:
        found = [str(WORDS[fault.code]) % {"line": fault.line} for fault in faults(expect)]
        if found:
            raise CommandError("\n".join(found))
        tail = Tail.objects.get()
        count = Entry.objects.count()
        self.stdout.write(_("Het register klopt: %(count)s lijnen.") % {"count": count})
        self.stdout.write(tail.hash)
