"""Keeping the files of many mentees at once, as `people.keep_file` keeps one."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from simple_history.utils import bulk_create_with_history

from m2w import periods
from m2w.accounts.acting import require_role
from m2w.accounts.models import Organisation, User
from m2w.audit.services import record_all
from m2w.data_package.facts import Facts
from m2w.imports.targets import Options, Row
from m2w.models import new_code
from m2w.workflow import NOTHING
from programmes.models import Enrolment, Mentee, Project, StatusChange
from programmes.package.people import MenteeTable
from programmes.transitions import COORDINATOR, TRANSITIONS

BATCH = 1000


def keep(
    rows: Sequence[Row], organisation: Organisation, options: Options, by: User
) -> dict[str, int]:
    """Keep new files at a promoter, each with its person, history and line on the record; and a
    draft for each when the options ask for them. In the caller's transaction.

    Raises PermissionDenied, also for a project that is not the promoter's any more.
    """
    require_role(by, COORDINATOR)
    if by.acting is None or by.acting.organisation != organisation:
        raise PermissionDenied
    made = keep_files(rows, organisation, by=by)
    if not options.get("drafts"):
        return {"files": len(made)}
    project = project_of(options, by=by)
    if project is None or project.promoter_id != organisation.pk:
        raise PermissionDenied
    drafts = make_drafts(made, project, by=by)
    return {"files": len(made), "drafts": len(drafts)}


def keep_files(rows: Sequence[Row], organisation: Organisation, *, by: User) -> list[Mentee]:
    """The files, by the same table as a package: it knows the persons behind VDAB numbers."""
    named = [{**row, "code": new_code(), "promoter": organisation.code} for row in rows]
    values = MenteeTable().attributes(named, Facts())
    made = [Mentee(**attributes) for attributes in values]
    return kept(Mentee, made, "mentee.created", by=by)


def make_drafts(mentees: Sequence[Mentee], project: Project, *, by: User) -> list[Enrolment]:
    """A draft of each of these mentees for one project. Raises PermissionDenied."""
    step = TRANSITIONS.check(Enrolment(project=project, state=NOTHING), "create", by)
    made = [
        Enrolment(
            mentee=mentee,
            project=project,
            person_id=mentee.person_id,
            entered_by=by,
            state=step.target,
        )
        for mentee in mentees
    ]
    drafts = kept(Enrolment, made, step.event, by=by)
    today = periods.today()
    StatusChange.objects.bulk_create(
        [
            StatusChange(enrolment=one, name=step.name, target=step.target, on=today, by=by)
            for one in drafts
        ],
        BATCH,
    )
    return drafts


def kept(model: Any, rows: Sequence[Any], action: str, *, by: User) -> list[Any]:
    """Rows with their history, each on the record."""
    found: list[Any] = bulk_create_with_history(rows, model, BATCH, default_user=by)
    label = model._meta.label_lower
    record_all([(action, label, str(one.pk), {}) for one in found], by=by)
    return found


def project_of(options: Options, *, by: User) -> Project | None:
    """The project that was chosen, while its chooser still sees it."""
    wanted = options.get("project")
    if not wanted:
        return None
    return Project.objects.visible_to(by).select_related("lot__call").filter(pk=wanted).first()
