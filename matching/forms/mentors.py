from django.utils.translation import gettext_lazy as _

from m2w.privacy.file_forms import FileForm
from matching.models import Mentor


class MentorForm(FileForm):
    model = Mentor
    sections = [
        (_("Wie"), ("first_name", "last_name", "birth_year", "gender", "postcode")),
        (_("Talen"), ("languages",)),
        (_("Aanbod"), ("sectors", "online", "capacity", "availability", "interests")),
        (_("Voorwaarden"), ("hard_wishes",)),
        (
            _("Loopbaan als mentor"),
            ("trained_on", "active_from", "active_until", "paused_from", "paused_until"),
        ),
    ]
