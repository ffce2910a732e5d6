"""Which pages and which work of this app each role finds."""

from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w import periods
from m2w.accounts.choices import Role
from m2w.accounts.models import User
from m2w.menu import (
    LATE,
    LATER,
    SOON,
    Action,
    Agenda,
    Appointment,
    Computed,
    Entry,
    Panel,
    Task,
    waits_since,
)
from m2w.periods import add_months
from programmes import progress
from programmes.access import COUNTS_PEOPLE, ENROLMENTS, claims, projects
from programmes.choices import EvaluationKind, State
from programmes.claim_years import years_owed_by
from programmes.columns import enrolment_url, months_after, project_url
from programmes.desks import desk_of
from programmes.due import (
    ClaimYear,
    evaluations_owed,
    last_day,
    with_evaluations_due,
    with_extension_to_ask,
)
from programmes.eligibility import YOUNG_UNTIL
from programmes.extension_steps import DECIDERS
from programmes.facts import day_of
from programmes.models import (
    Call,
    Claim,
    Enrolment,
    ExtensionRequest,
    Grant,
    Outcome,
    Payment,
    Project,
    Registration,
    Settlement,
)
from programmes.registering import changed_on
from programmes.settlements_due import years_to_settle
from programmes.tabs import TABS_BY_CODE

COORDINATOR = frozenset({Role.COORDINATOR})
PROMOTER = frozenset({Role.COORDINATOR, Role.COACH})
COUNSELLOR = frozenset({Role.COUNSELLOR})


def in_state(state: State) -> Any:
    return lambda user: (
        Enrolment.objects.visible_to(user).filter(state=state).select_related("mentee", "project")
    )


def task(label: Any, state: State, roles: frozenset[Role], rank: int, group: str = SOON) -> Task:
    """Enrolments in one state; they have waited since the day that state began."""
    waiting = waits_since(lambda enrolment: enrolment.since)
    query = f"state={state}"
    return Task(label, "enrolments", query, roles, rank, in_state(state), "since", waiting, group)


def to_measure(user: User) -> Any:
    rows = Enrolment.objects.visible_to(user).to_measure(periods.today())
    return rows.select_related("mentee", "project")


def first_to_measure(enrolment: Any) -> str:
    told = {"who": enrolment.mentee, "when": months_after(enrolment.measure_month)}
    return _("Eerst: %(who)s, %(when)s.") % told


def to_verify(user: User) -> Any:
    """What VDAB is to look up; nobody does so for their own organisation."""
    rows = Outcome.objects.visible_to(user).to_verify(periods.today())
    return rows.not_of(user.organisations).select_related("enrolment__mentee")


def first_to_verify(outcome: Outcome) -> str:
    told = {"who": outcome.enrolment.mentee, "day": day_of(outcome.started_on)}
    return _("Eerst: %(who)s, begonnen op %(day)s.") % told


def owing(rule: Any) -> Any:
    """The projects of someone that owe something today."""

    def rows(user: User) -> Any:
        projects = Project.objects.visible_to(user)
        found = rule(projects.select_related("extension"), periods.today())
        return projects.filter(pk__in=[project.pk for project in found])

    return rows


def claims_due(user: User, *, late: bool) -> Computed:
    return Computed([one for one in years_owed_by(user) if one.is_late(periods.today()) == late])


def first_to_claim(one: ClaimYear) -> str:
    told = {"project": one.project, "year": one.year, "day": day_of(one.due_on)}
    return _("Eerst: %(project)s, %(year)s, tegen %(day)s.") % told


def of_queue(label: Any, code: str, rank: int, group: str = SOON) -> Task:
    """What stands in one list of the queue."""
    tab = TABS_BY_CODE[code]

    def rows(user: User) -> Any:
        visible = Enrolment.objects.visible_to(user).select_related("mentee", "project")
        return tab.counted(visible, desk_of(user), periods.today())

    waiting = waits_since(attrgetter(tab.since))
    return Task(label, tab.view, "", COUNSELLOR, rank, rows, tab.since, waiting, group)


def requests_undecided(user: User) -> Any:
    return ExtensionRequest.objects.visible_to(user).undecided()


def grants_to_confirm(user: User) -> Any:
    """Also those that someone entered themselves: then they know that it waits for another."""
    return Grant.objects.editable_by(user).unconfirmed()


def to_control(user: User) -> Any:
    rows = Claim.objects.visible_to(user).to_control(user.organisations)
    return rows.select_related("project")


TASKS = [
    task(gettext_lazy("Vragen van VDAB te beantwoorden"), State.INFO_REQUESTED, PROMOTER, 10, LATE),
    task(gettext_lazy("Doorverwijzingen van VDAB"), State.REFERRED, PROMOTER, 20),
    task(gettext_lazy("Goedgekeurd, nog zonder mentor"), State.APPROVED, PROMOTER, 30),
    Task(
        gettext_lazy("Uitstroom te meten"),
        "measurements",
        "",
        PROMOTER,
        40,
        to_measure,
        "measure_due_on",
        first_to_measure,
    ),
    Task(
        gettext_lazy("Registraties om af te werken"),
        "registrations",
        "",
        PROMOTER,
        50,
        Registration.objects.visible_to,
        "updated_at",
        waits_since(changed_on),
        LATER,
    ),
    task(
        gettext_lazy("Aanmeldingen om aan te vullen en in te dienen"),
        State.DRAFT,
        PROMOTER,
        60,
        LATER,
    ),
    Task(
        gettext_lazy("Projecten met een evaluatie te houden"),
        "projects",
        "evaluations=due",
        PROMOTER,
        80,
        owing(with_evaluations_due),
        "name",
        lambda project: _("Eerst: %(project)s.") % {"project": project},
        LATER,
    ),
    Task(
        gettext_lazy("Kostendeclaraties over tijd"),
        "claims_due",
        "due=late",
        COORDINATOR,
        90,
        lambda user: claims_due(user, late=True),
        "",
        first_to_claim,
        LATE,
    ),
    Task(
        gettext_lazy("Kostendeclaraties in te dienen"),
        "claims_due",
        "due=soon",
        COORDINATOR,
        90,
        lambda user: claims_due(user, late=False),
        "",
        first_to_claim,
    ),
    Task(
        gettext_lazy("Projecten waarvoor u een verlenging kunt vragen"),
        "projects",
        "extension=due",
        COORDINATOR,
        95,
        owing(with_extension_to_ask),
        "ends_on",
        lambda project: _("Eerst: %(project)s.") % {"project": project},
        LATER,
    ),
    Task(
        gettext_lazy("Vragen om verlenging te beslissen"),
        "extension_requests",
        "state=asked",
        DECIDERS,
        60,
        requests_undecided,
        "asked_on",
        waits_since(attrgetter("asked_on")),
    ),
    Task(
        gettext_lazy("Toekenningen te bevestigen"),
        "grants",
        "confirmed=no",
        DECIDERS,
        70,
        grants_to_confirm,
        "decided_on",
        waits_since(attrgetter("decided_on")),
    ),
    Task(
        gettext_lazy("Kosten te controleren"),
        "claims_to_control",
        "",
        DECIDERS,
        80,
        to_control,
        "declared_on",
        waits_since(attrgetter("declared_on")),
    ),
    Task(
        gettext_lazy("Jaren om af te rekenen"),
        "settlements_due",
        "",
        DECIDERS,
        84,
        lambda user: Computed(years_to_settle(user)),
        "year",
        lambda row: _("Eerst: %(project)s.") % {"project": row},
    ),
    Task(
        gettext_lazy("Afrekeningen te bevestigen"),
        "settlements",
        "confirmed=no",
        DECIDERS,
        72,
        lambda user: Settlement.objects.editable_by(user).unconfirmed().select_related("project"),
        "settled_on",
        waits_since(attrgetter("settled_on")),
    ),
    Task(
        gettext_lazy("Betalingen voor de volgende betaallijst"),
        "payment_lists",
        "",
        DECIDERS,
        88,
        lambda user: Payment.objects.editable_by(user).to_list().select_related("project"),
        "decided_on",
        waits_since(attrgetter("decided_on")),
        LATER,
    ),
    of_queue(gettext_lazy("Aanmeldingen op uw naam"), "mijn", 10),
    of_queue(gettext_lazy("Vrije aanmeldingen in uw provincies"), "vrij", 20),
    of_queue(gettext_lazy("Opnieuw te screenen"), "opnieuw", 30),
    Task(
        gettext_lazy("Uitstroom na te kijken"),
        "outcomes_to_verify",
        "",
        COUNSELLOR,
        35,
        to_verify,
        "started_on",
        first_to_verify,
    ),
    of_queue(gettext_lazy("Beslissingen over te nemen bij VDAB"), "overnemen", 40, LATER),
    task(gettext_lazy("Goedgekeurd, nog zonder mentor"), State.APPROVED, COUNSELLOR, 50, LATER),
]
ACTIONS = [
    Action(gettext_lazy("Mentee registreren"), "registration_start", PROMOTER, 10, "plus"),
    Action(gettext_lazy("Importeren uit een rekenblad"), "mentee_imports", COORDINATOR, 20),
]
ENTRIES = [
    Entry(gettext_lazy("Wachtrij"), "queue", COUNSELLOR, 2),
    Entry(gettext_lazy("Doorverwijzen"), "refer", COUNSELLOR, 4),
    Entry(gettext_lazy("Uitstroom"), "outcomes_to_verify", COUNSELLOR, 8),
    Entry(
        gettext_lazy("Mentees"),
        "enrolments",
        frozenset(ENROLMENTS),
        10,
        Enrolment.objects.visible_to,
        gettext_lazy("Van concept tot uitstroom, met elke beslissing."),
    ),
    Entry(
        gettext_lazy("Projecten"),
        "projects",
        frozenset(projects()),
        50,
        Project.objects.visible_to,
        gettext_lazy("Looptijd, doel en stand per project."),
    ),
    Entry(
        gettext_lazy("Kosten"),
        "claims",
        frozenset(claims("project__")),
        55,
        Claim.objects.visible_to,
        gettext_lazy("Wat projecten kostten, van concept tot controle."),
    ),
    Entry(
        gettext_lazy("Oproepen"),
        "calls",
        frozenset(set(Role) - {Role.ADMINISTRATOR}),
        60,
        Call.objects.visible_to,
        gettext_lazy("Oproepen van VDAB en hun percelen."),
    ),
]


def running_projects(user: User) -> list[progress.Progress]:
    return progress.running(Project.objects.visible_to(user), periods.today())


PANELS = [Panel("programmes/progress.html", COUNTS_PEOPLE, 10, running_projects)]


def birthdays(user: User) -> Iterator[Appointment]:
    """Drafts of who turns 25 within three months: youth no longer."""
    on = periods.today()
    born = Q(
        mentee__birth_date__gt=add_months(on, -12 * YOUNG_UNTIL),
        mentee__birth_date__lte=add_months(on, 3 - 12 * YOUNG_UNTIL),
    )
    rows = Enrolment.objects.visible_to(user).filter(born, state=State.DRAFT)
    for enrolment in rows.select_related("mentee", "project").order_by("mentee__birth_date")[:6]:
        day = add_months(enrolment.mentee.birth_date, 12 * YOUNG_UNTIL)
        text = _("%(who)s wordt 25; dien de aanmelding daarvoor in") % {"who": enrolment.mentee}
        yield Appointment(day, text, enrolment_url(enrolment), enrolment)


def intakes(user: User) -> Iterator[Appointment]:
    rows = Enrolment.objects.visible_to(user).filter(
        state=State.REFERRED, intake_on__gte=periods.today()
    )
    for enrolment in rows.select_related("mentee", "project").order_by("intake_on")[:6]:
        text = _("Intake van %(who)s") % {"who": enrolment.mentee}
        day = enrolment.intake_on or periods.today()
        yield Appointment(day, text, enrolment_url(enrolment), enrolment)


def evaluations(user: User) -> Iterator[Appointment]:
    """The next evaluation of each running project."""
    on = periods.today()
    for project in Project.objects.visible_to(user).running(on):
        owed = evaluations_owed(project.starts_on, project.ends_on, last_day(project))
        day, kind = min(((due, kind) for kind, _track, due in owed if due > on), default=(None, ""))
        if day:
            told = {"project": project, "kind": EvaluationKind(kind).label}
            text = _("Evaluatie van %(project)s (%(kind)s)") % told
            yield Appointment(day, text, project_url(project))


def costs(user: User) -> Iterator[Appointment]:
    """The days by which the costs of a year that is over are declared."""
    for one in years_owed_by(user):
        if not one.is_late(periods.today()):
            told = {"project": one.project, "year": one.year}
            text = _("Kosten van %(year)s van %(project)s indienen") % told
            url = reverse("claim_year", args=[one.project.pk, one.year])
            yield Appointment(one.due_on, text, url)


AGENDAS = [Agenda(PROMOTER, days) for days in (birthdays, intakes, evaluations)]
AGENDAS += [Agenda(COORDINATOR, costs)]
