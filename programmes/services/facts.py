"""The facts that VDAB itself knows of a client: it corrects them before it decides."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.corrections import change, remember, require_past
from m2w.refusals import Refused, save
from programmes.choices import UNDECIDED_STATES
from programmes.models import Enrolment, Mentee
from programmes.package.people import MenteeTable
from programmes.services import screenings
from programmes.services.assignment import held_for
from programmes.services.people import hold_file
from programmes.services.telling import tell

# Guidance, benefit, employment, the Dutch that is attested, and the diploma (access.md).
FACTS = (
    *("vdab_guidance_since", "vdab_guidance_until", "employed", "benefit_entitled"),
    *("dutch_level", "dutch_attested", "dutch_insufficient_for_job_target"),
    *("diploma_level", "diploma_language", "diploma_country", "diploma_recognised"),
)


@transaction.atomic
def correct_facts(
    enrolment: Enrolment, values: Mapping[str, Any], *, by: User, version: int
) -> Mentee:
    """Correct facts of VDAB in the file behind an undecided enrolment of its own provinces.

    For the day of submission the screening is taken again, with source `vdab`, and the profile is
    frozen again. `version` is that of the file. Raises PermissionDenied, ValidationError at the
    fields, Outdated, and Refused(already_decided).
    """
    mentee = hold_file(enrolment)
    found = held_for(enrolment, by)
    if found.state not in UNDECIDED_STATES or found.submitted_on is None:
        raise Refused("already_decided", _("Verbeteren kan alleen zolang er niet beslist is."))
    if other := set(values) - set(FACTS):
        raise ValidationError({name: [_("Dit verbetert de promotor.")] for name in sorted(other)})
    changed = change(mentee, MenteeTable(), values, version)
    if not changed:
        return mentee
    require_past(mentee, "vdab_guidance_since")
    remember(mentee, by)
    save(mentee)
    found.mentee = mentee
    screenings.freeze(found, found.submitted_on, by=by)
    remember(found, by)
    save(found)
    tell(found, "correct", by=by)
    record("mentee.corrected", by=by, about=mentee, details={"fields": changed})
    return mentee
