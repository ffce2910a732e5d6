from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.urls import reverse

from m2w import catalogue
from m2w.accounts.models import Membership, User
from m2w.audit.services import holds_example_data
from m2w.management.commands.load_package import DEMO_PASSWORD

ADDRESS = "http://127.0.0.1:8000"
# One of each role, and a second where two people meet: two promoters, two provinces.
SHOWN = [
    "coordinator@core.example",
    "coach@core.example",
    "coordinator@second.example",
    "coach@second.example",
    "counsellor@vdab.example",
    "counsellor2@vdab.example",
    "follower@vdab.example",
    "expert@vdab.example",
    "manager@vdab.example",
    "manager2@vdab.example",
    "analyst@ministry.example",
    "analyst2@ministry.example",
    "admin@m2w.example",
]


class Command(BaseCommand):
    help = "Make the site ready to run: migrate, and put example data in an empty database."

    def handle(self, **options: Any) -> None:
        catalogue.compile_if_stale()
        call_command("migrate", verbosity=0)
        if not User.objects.exists():
            self.stdout.write("The database is empty: making example data …")
            call_command("demo", stdout=self.stdout)
        if holds_example_data():
            self.show_accounts()

    def show_accounts(self) -> None:
        self.stdout.write(f"\nSign in on {ADDRESS} as, each with the password {DEMO_PASSWORD}:\n\n")
        people = Membership.objects.select_related("staff__user", "staff__organisation")
        found = {m.staff.user.email: m for m in people.filter(staff__user__email__in=SHOWN)}
        for email in filter(found.__contains__, SHOWN):
            place = f"{found[email].get_role_display()}, {found[email].organisation}"
            self.stdout.write(f"  {email:<28}{place}")
        answer = reverse("question_detail", args=["479"])
        self.stdout.write(f"\nThe answer to question 479, as the analyst: {ADDRESS}{answer}\n\n")
