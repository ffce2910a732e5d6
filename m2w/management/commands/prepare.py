from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from m2w import catalogue
from m2w.accounts.models import Membership, User


class Command(BaseCommand):
    help = "Make the site ready to run: migrate, and put example data in an empty database."

    def handle(self, **options: Any) -> None:
        catalogue.compile_if_stale()
        call_command("migrate", verbosity=0)
        if not User.objects.exists():
            self.stdout.write("The database is empty: making example data …")
            call_command("demo", stdout=self.stdout)
        self.show_example_accounts()

    def show_example_accounts(self) -> None:
        examples = Membership.objects.filter(
            staff__code__startswith="demo-", staff__user__email__endswith=".example"
        ).select_related("staff__user", "staff__organisation")
        if examples:
            self.stdout.write("Example accounts, each with the password demo:")
        for membership in examples:
            staff = membership.staff
            role = membership.get_role_display()
            self.stdout.write(f"  {staff.user.email:<28}{role}, {staff.organisation}")
