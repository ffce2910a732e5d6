"""What the claims of OpenID Connect give: one organisation, and roles in it.

Pure: takes values, knows no database. What it does not know it refuses, with a reason.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from m2w.accounts.choices import ROLES_OF_KIND, OrganisationKind, Role
from m2w.refusals import Refused

REASONS = {
    "unknown_organisation": _("Uw organisatie is hier niet gekend."),
    "unknown_role": _("U hebt bij uw organisatie geen rol die hier gekend is."),
    "role_of_other_organisation": _("Uw rol bestaat niet bij een organisatie van deze soort."),
    "email_not_verified": _("Uw e-mailadres is niet bevestigd."),
    "other_person": _("Met uw e-mailadres meldt al iemand anders zich aan."),
    "inactive": _("Uw account is niet actief."),
    "invalid": _("Het antwoord van de aanmelddienst klopt niet. Begin opnieuw."),
    "unreachable": _("De aanmelddienst is nu niet bereikbaar. Probeer het later opnieuw."),
}


def refused(reason: str) -> Refused:
    return Refused(reason, REASONS[reason])


def values_of(claim: Any) -> list[str]:
    """A claim as a list: providers send one value bare."""
    values = claim if isinstance(claim, list) else [claim]
    return [value.strip() for value in values if isinstance(value, str) and value.strip()]


def organisation_named(claims: Mapping[str, Any], claim: str) -> str:
    """The one organisation someone signs in for. Raises Refused for none or several."""
    values = values_of(claims.get(claim))
    if len(values) != 1:
        raise refused("unknown_organisation")
    return values[0]


def roles_given(
    claims: Mapping[str, Any], claim: str, known: Mapping[str, str], kind: str
) -> list[Role]:
    """The roles behind the values that are known here; others belong to other applications.

    Raises Refused when none is known, or one does not exist in this kind of organisation.
    """
    given = {known[value] for value in values_of(claims.get(claim)) if value in known}
    if not given:
        raise refused("unknown_role")
    if not given <= {role.value for role in ROLES_OF_KIND[OrganisationKind(kind)]}:
        raise refused("role_of_other_organisation")
    return [role for role in Role if role in given]
