"""The form over the file of a mentee, and its parts for other forms over one."""

from django.utils.translation import gettext_lazy as _

from m2w.privacy.file_forms import FileForm
from programmes.models import Mentee

WHO = (_("Wie"), ("first_name", "last_name", "birth_date", "gender", "vdab_number"))
ADDRESS = (_("Adres"), ("postcode", "municipality"))
ORIGIN = (_("Herkomst"), ("nationality", "migration_background"))
LANGUAGES = (
    _("Talen"),
    (
        *("home_language", "languages", "dutch_level", "dutch_attested"),
        "dutch_insufficient_for_job_target",
    ),
)
# What a client's own counsellor knows of it; a promoter adds the sector.
KNOWN_AT_VDAB = (
    *("employed", "benefit_entitled", "vdab_guidance_since", "vdab_guidance_until"),
    "job_target",
)
DIPLOMA = (
    _("Diploma"),
    ("diploma_level", "diploma_language", "diploma_country", "diploma_recognised"),
)
PRIVACY_NOTICE = (_("Privacyverklaring"), ("privacy_notice_on", "privacy_notice_language"))


class MenteeForm(FileForm):
    model = Mentee
    sections = [
        *(WHO, ADDRESS, ORIGIN, LANGUAGES),
        (_("Situatie"), (*KNOWN_AT_VDAB, "sector")),
        DIPLOMA,
        (
            _("Wensen"),
            (
                *("availability", "interests", "hard_wishes", "wishes"),
                *("paused_from", "paused_until"),
            ),
        ),
        PRIVACY_NOTICE,
    ]
