"""Which pages and which work of this app each role finds."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from m2w import periods
from m2w.accounts.choices import Role
from m2w.accounts.models import User
from m2w.menu import Entry, Panel, Task
from programmes import progress
from programmes.access import COUNTS_PEOPLE, ENROLMENTS, MENTEE_READERS, projects
from programmes.choices import State
from programmes.models import Call, Enrolment, Mentee, Project

PROMOTER = frozenset({Role.COORDINATOR, Role.COACH})
COUNSELLOR = frozenset({Role.COUNSELLOR})


def in_state(state: State) -> Any:
    return lambda user: (
        Enrolment.objects.visible_to(user).filter(state=state).select_related("mentee", "project")
    )


def task(label: Any, state: State, roles: frozenset[Role], rank: int) -> Task:
    """Enrolments in one state; they have waited since the day that state began."""
    return Task(
        label,
        "enrolments",
        f"state={state}",
        roles,
        rank,
        in_state(state),
        "since",
        lambda enrolment: enrolment.since,
    )


TASKS = [
    task(_("Vragen van VDAB te beantwoorden"), State.INFO_REQUESTED, PROMOTER, 10),
    task(_("Doorverwijzingen van VDAB"), State.REFERRED, PROMOTER, 20),
    task(_("Goedgekeurd, nog zonder mentor"), State.APPROVED, PROMOTER, 30),
    task(_("Aanmeldingen om aan te vullen en in te dienen"), State.DRAFT, PROMOTER, 40),
    task(_("Aanmeldingen die op uw beslissing wachten"), State.SUBMITTED, COUNSELLOR, 10),
    task(_("Vragen waarop de promotor nog antwoordt"), State.INFO_REQUESTED, COUNSELLOR, 20),
    task(_("Goedgekeurd, nog zonder mentor"), State.APPROVED, COUNSELLOR, 30),
]
ENTRIES = [
    Entry(
        _("Mentees"),
        "mentees",
        frozenset(MENTEE_READERS),
        10,
        Mentee.objects.visible_to,
        _("De werkzoekenden en hun dossiers."),
    ),
    Entry(
        _("Aanmeldingen"),
        "enrolments",
        frozenset(ENROLMENTS),
        20,
        Enrolment.objects.visible_to,
        _("Van concept tot uitstroom, met elke beslissing."),
    ),
    Entry(
        _("Projecten"),
        "projects",
        frozenset(projects()),
        50,
        Project.objects.visible_to,
        _("Looptijd, doel en stand per project."),
    ),
    Entry(
        _("Oproepen"),
        "calls",
        frozenset(set(Role) - {Role.ADMINISTRATOR}),
        60,
        Call.objects.visible_to,
        _("Oproepen van VDAB en hun percelen."),
    ),
]


def running_projects(user: User) -> list[progress.Progress]:
    return progress.running(Project.objects.visible_to(user), periods.today())


PANELS = [Panel("programmes/progress.html", COUNTS_PEOPLE, 10, running_projects)]
