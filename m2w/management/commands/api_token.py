from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from m2w.accounts.choices import Role
from m2w.accounts.models import Membership, User
from m2w.accounts.services.keys import issue


class Command(BaseCommand):
    help = "Print a new API token for an account, in one of its roles."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--role", choices=Role.values, help="the role to act in")
        parser.add_argument("--organisation", metavar="CODE", help="the organisation to act in")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"], is_active=True).first()
        if user is None:
            raise CommandError(_("Er is geen actief account met dit e-mailadres."))
        memberships = Membership.objects.of(user)
        if options["role"]:
            memberships = memberships.filter(role=options["role"])
        if options["organisation"]:
            memberships = memberships.filter(staff__organisation__code=options["organisation"])
        _token, key = issue(self.only(list(memberships)))
        self.stdout.write(key)

    def only(self, memberships: list[Membership]) -> Membership:
        """The one membership meant; CommandError when there is none or more than one."""
        if len(memberships) == 1:
            return memberships[0]
        if not memberships:
            raise CommandError(_("Dit account heeft die rol niet."))
        choices = ", ".join(
            f"--role {m.role} --organisation {m.organisation.code}" for m in memberships
        )
        raise CommandError(_("Kies een rol: %(choices)s") % {"choices": choices})
