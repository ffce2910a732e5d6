from django.utils.translation import gettext_lazy as _

from m2w.accounts.choices import Role
from m2w.accounts.models import Organisation, Staff
from m2w.accounts.querysets import InvitationQuerySet
from m2w.menu import Entry

ENTRIES = [
    Entry(_("Start"), "home", frozenset(Role), 0),
    Entry(
        _("Organisaties"),
        "organisations",
        frozenset({Role.PROGRAMME_MANAGER, Role.ANALYST, Role.EXPERT, Role.ADMINISTRATOR}),
        70,
        Organisation.objects.visible_to,
        _("Promotoren, VDAB en het ministerie."),
    ),
    Entry(
        _("Medewerkers"),
        "staff",
        frozenset(InvitationQuerySet.editors),
        80,
        Staff.objects.visible_to,
        _("Wie hier werkt, met welke rol."),
    ),
]
