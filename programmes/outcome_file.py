"""The values of an outcome: what the data package carries of it, and what it does not."""

from datetime import date

from django.core.exceptions import ValidationError

from m2w import periods
from m2w.corrections import broken_rules
from m2w.data_package import kinds
from m2w.data_package.schema import Field
from m2w.periods import add_months
from m2w.refusals import require_day
from programmes.choices import Evidence
from programmes.models import Outcome
from programmes.models.outcomes import LONGEST_NOTE
from programmes.package.results import OutcomeTable

# What VDAB fills in when it looks an outcome up.
VDABS = ("verified_on",)
# What starts later than this is no plan, and no contract is known to end later than that [choice].
PLANNED_MONTHS, LONGEST_CONTRACT = 12, 60


class OutcomeFile(OutcomeTable):
    """The rules of outcomes.csv, for what a promoter notes."""

    fields = (
        *(field for field in OutcomeTable.fields if field.name not in VDABS),
        Field("evidence", kinds.choice(Evidence.values)),
        Field("note", kinds.text(LONGEST_NOTE)),
    )


def require_plausible(outcome: Outcome) -> None:
    """Days in order, not before the birth of the mentee and not in a far future.

    Raises ValidationError at the fields.
    """
    require_days(outcome.enrolment.mentee.birth_date, outcome.started_on, outcome.ended_on)
    if faults := broken_rules(outcome, OutcomeFile()):
        raise ValidationError(faults)


def require_days(born: date, started_on: date, ended_on: date | None) -> None:
    today = periods.today()
    require_day(started_on, born, add_months(today, PLANNED_MONTHS), "started_on")
    if ended_on is not None:
        last = max(started_on, add_months(today, LONGEST_CONTRACT))
        require_day(ended_on, started_on, last, "ended_on")
