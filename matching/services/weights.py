"""What the parts of a score weigh in a call."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from m2w.accounts.acting import require_role
from m2w.accounts.models import User
from m2w.audit.services import record
from m2w.corrections import remember
from m2w.refusals import save
from m2w.workflow import locked
from matching.scoring import MOST_WEIGHT, WeightError, checked
from programmes.models import Call


@transaction.atomic
def weigh_parts(call: Call, *, by: User, **weights: int) -> Call:
    """Give the six parts of a score other weights in a call; proposals that stand keep theirs.

    Raises PermissionDenied for who does not edit calls, ValidationError at the part whose weight
    is no whole number from 0 to 1000, or when all of them are 0.
    """
    require_role(by, Call.objects.all().editors)
    found = locked(Call.objects.editable_by(by), call)
    found.match_weights = sound(weights)
    remember(found, by)
    save(found)
    record("call.weighed", by=by, about=found)
    return found


def sound(weights: Mapping[str, int]) -> dict[str, int]:
    """Weights that tell one pair from another. Raises ValidationError."""
    try:
        found = checked(weights)
    except WeightError as error:
        text = _("Vul een geheel getal in van 0 tot %(most)s.") % {"most": MOST_WEIGHT}
        raise ValidationError({error.part: [text]}) from None
    if not any(found.values()):
        raise ValidationError(_("Geef minstens één onderdeel gewicht."))
    return found
