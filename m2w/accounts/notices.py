"""What people hear about the invitations they sent."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import Invitation
from m2w.outbox.notices import Kind

NOTICES = {
    "invitation.not_sent": Kind(
        Invitation,
        _("De uitnodiging voor %(who)s kon niet verstuurd worden. Kijk het adres na."),
        _("Een uitnodiging kon niet verstuurd worden."),
        lambda invitation: reverse("invitations"),
    ),
}
