from django.utils.translation import gettext_lazy as _

from m2w.privacy.file_forms import FileForm
from programmes.models import Mentee


class FactsForm(FileForm):
    """What VDAB itself knows of a client; `programmes.services.facts.FACTS` are its fields."""

    model = Mentee
    sections = [
        (
            _("Begeleiding en werk"),
            ("vdab_guidance_since", "vdab_guidance_until", "employed", "benefit_entitled"),
        ),
        (
            _("Nederlands"),
            ("dutch_level", "dutch_attested", "dutch_insufficient_for_job_target"),
        ),
        (
            _("Diploma"),
            ("diploma_level", "diploma_language", "diploma_country", "diploma_recognised"),
        ),
    ]
