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
    files = keep_files(rows, organisation, by=by)
    acts, counts = acts_of("mentee.created", files), {"files": len(files)}
    if options.get("drafts"):
        project = project_of(options, by=by)
        if project is None or project.promoter_id != organisation.pk:
            raise PermissionDenied
        drafts = make_drafts(files, project, by=by)
        acts += acts_of(TRANSITIONS["create"].event, drafts)
        counts["drafts"] = len(drafts)
    # Once all is stored: from here on every other page waits to add to the record.
    record_all(acts, by=by)
    return counts


def keep_files(rows: Sequence[Row], organisation: Organisation, *, by: User) -> list[Mentee]:
    """The files, by the same table as a package: it knows the persons behind VDAB numbers."""
    named = [{"code": new_code(), **row, "promoter": organisation.code} for row in rows]
    values = MenteeTable().attributes(named, Facts())
    made = [Mentee(**attributes) for attributes in values]
    return with_history(Mentee, made, by=by)


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
    drafts = with_history(Enrolment, made, by=by)
    today = periods.today()
    StatusChange.objects.bulk_create(
        [
            StatusChange(enrolment=one, name=step.name, target=step.target, on=today, by=by)
            for one in drafts
        ],
        BATCH,
    )
    return drafts


def with_history(model: Any, rows: Sequence[Any], *, by: User) -> list[Any]:
    found: list[Any] = bulk_create_with_history(rows, model, BATCH, default_user=by)
    return found


def acts_of(action: str, rows: Sequence[Any]) -> list[tuple[str, str, str, dict[str, Any]]]:
    """What the record says of these rows: the same act for each."""
    return [(action, row._meta.label_lower, str(row.pk), {}) for row in rows]


def project_of(options: Options, *, by: User) -> Project | None:
    """The project that was chosen, while its chooser still sees it."""
    wanted = options.get("project")
    if not wanted:
        return None
    return Project.objects.visible_to(by).select_related("lot__call").filter(pk=wanted).first()
