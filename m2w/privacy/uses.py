"""What data of people are used for, and on which ground of the GDPR [choice].

The grounds are this project's reading; an organisation that runs it has them confirmed by its
own data protection officer.
"""

from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Text = str | Promise


class Subject(TextChoices):
    """Whose data they are."""

    MENTEE = "mentee", _("mentee")
    MENTOR = "mentor", _("mentor")
    STAFF = "staff", _("medewerker")
    OFFICIAL = "official", _("publieke mandataris")


@dataclass(frozen=True, slots=True)
class Use:
    """A purpose with its ground: article 6, and article 9(2) for a special category."""

    code: str
    purpose: Text
    ground: Text
    special: Text = ""


PUBLIC_TASK = _("taak van algemeen belang, AVG art. 6(1)(e)")
LEGAL_DUTY = _("wettelijke verplichting, AVG art. 6(1)(c)")

CASE = Use("case", _("Het dossier van een mentee bijhouden en contact opnemen"), PUBLIC_TASK)
ADMISSION = Use("admission", _("Beslissen over de toelating tot het programma"), PUBLIC_TASK)
ORIGIN = Use(
    "origin",
    _("Nagaan of iemand tot de doelgroep met een migratieachtergrond behoort"),
    PUBLIC_TASK,
    _("zwaarwegend algemeen belang, AVG art. 9(2)(g)"),
)
GUIDANCE = Use("guidance", _("Duo’s vormen en de begeleiding opvolgen"), PUBLIC_TASK)
VOLUNTEERS = Use(
    "volunteers",
    _("Met vrijwillige mentoren werken"),
    _("uitvoering van de vrijwilligersovereenkomst, AVG art. 6(1)(b)"),
)
OUTFLOW = Use("outflow", _("Vaststellen wat een begeleiding opleverde"), PUBLIC_TASK)
RIGHTS = Use("rights", _("De rechten van de betrokkene naleven"), LEGAL_DUTY)
FINANCE = Use("finance", _("Kosten verantwoorden en controleren"), LEGAL_DUTY)
STAFFING = Use("staffing", _("Weten wie welk werk doet, en toegang geven volgens rol"), PUBLIC_TASK)
SECURITY = Use(
    "security",
    _("De toegang beveiligen en aantonen wie wat zag of deed"),
    _("wettelijke verplichting, AVG art. 6(1)(c), met art. 5(2) en 32"),
)
PARLIAMENT = Use("parliament", _("Schriftelijke vragen van het parlement beantwoorden"), LEGAL_DUTY)
# In the order in which the register tells of them.
USES = (
    *(CASE, ADMISSION, ORIGIN, GUIDANCE, OUTFLOW, VOLUNTEERS),
    *(RIGHTS, FINANCE, STAFFING, SECURITY, PARLIAMENT),
)
