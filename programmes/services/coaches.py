"""Who frames a duo for the promoter."""

from django.db import transaction
from django.utils.translation import gettext as _

from m2w.accounts.acting import require_role
from m2w.accounts.models import Staff, User
from m2w.audit.services import record
from m2w.refusals import Refused, save
from m2w.workflow import locked
from programmes.models import Enrolment, Project
from programmes.transitions import COORDINATOR


@transaction.atomic
def assign_coach(enrolment: Enrolment, coach: Staff, *, by: User) -> Enrolment:
    """Give an enrolment its mentor-coach, who then sees the file.

    Raises Refused(not_a_coach) for someone who does not coach at the promoter.
    """
    require_role(by, COORDINATOR)
    found = locked(Enrolment.objects.editable_by(by), enrolment)
    require_coach(coach, found.project)
    found.coach = coach
    save(found)
    record("enrolment.coach_assigned", by=by, about=found)
    return found


def require_coach(coach: Staff, project: Project) -> None:
    """Raises Refused unless this is a mentor-coach of the project's promoter (readings.md 18)."""
    if not Staff.objects.coaches_of(project.promoter).filter(pk=coach.pk).exists():
        raise Refused("not_a_coach", _("Dit is geen mentor-coach van de promotor."))
