from django.utils.translation import gettext_lazy as _

from m2w.privacy.file_forms import FileForm
from programmes.models import Mentee


class MenteeForm(FileForm):
    model = Mentee
    sections = [
        (_("Wie"), ("first_name", "last_name", "birth_date", "gender", "vdab_number")),
        (_("Adres"), ("postcode", "municipality")),
        (_("Herkomst"), ("nationality", "migration_background")),
        (
            _("Talen"),
            (
                *("home_language", "languages", "dutch_level", "dutch_attested"),
                "dutch_insufficient_for_job_target",
            ),
        ),
        (
            _("Situatie"),
            (
                *("employed", "benefit_entitled", "vdab_guidance_since", "vdab_guidance_until"),
                *("job_target", "sector"),
            ),
        ),
        (
            _("Diploma"),
            ("diploma_level", "diploma_language", "diploma_country", "diploma_recognised"),
        ),
        (
            _("Wensen"),
            (
                *("availability", "interests", "hard_wishes", "wishes"),
                *("paused_from", "paused_until"),
            ),
        ),
        (_("Privacyverklaring"), ("privacy_notice_on", "privacy_notice_language")),
    ]
