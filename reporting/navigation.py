from collections.abc import Iterator
from operator import attrgetter

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w import notation, periods
from m2w.accounts.models import User
from m2w.menu import LATE, Agenda, Appointment, Computed, Entry, Panel, Task, waits_since
from programmes.access import evaluations
from programmes.calendar_links import calendar_url
from programmes.evaluating import COMMENTING_ROLES, WRITING_ROLES
from programmes.evaluation_addresses import round_url
from programmes.evaluation_rounds import RELATED, round_of
from programmes.models import CalendarLink, Meeting
from reporting.access import BUDGET_READERS, QUESTION_EDITORS, QUESTION_READERS, REPORT_READERS
from reporting.models import WrittenQuestion
from reporting.to_write import Due, to_comment, to_write

MEETINGS_AHEAD = 6

ENTRIES = [
    Entry(
        gettext_lazy("Evaluaties"),
        "evaluations",
        frozenset(evaluations()),
        rank=70,
        about=gettext_lazy("Rondes per niveau, spoor en periode."),
    ),
    Entry(
        gettext_lazy("Budget"),
        "budget",
        frozenset(BUDGET_READERS),
        rank=75,
        about=gettext_lazy("Van budget naar afrekening, en waarom het zo loopt."),
    ),
    Entry(
        gettext_lazy("Rapporten"),
        "report_list",
        frozenset(REPORT_READERS),
        rank=80,
        about=gettext_lazy("De cijfers tot en met een dag die u kiest."),
    ),
    Entry(
        gettext_lazy("Schriftelijke vragen"),
        "question_list",
        frozenset(QUESTION_READERS),
        rank=90,
        rows=WrittenQuestion.objects.all().visible_to,
        about=gettext_lazy("Parlementaire vragen en hun antwoord."),
    ),
    Entry(
        gettext_lazy("Open data"),
        "open_data",
        frozenset(QUESTION_EDITORS),
        rank=95,
        about=gettext_lazy("Beschermde tabellen die iedereen mag gebruiken."),
    ),
]


def first_due(due: Due) -> str:
    return _("Eerst: %(what)s, verwacht op %(day)s.") % {
        "what": due,
        "day": notation.day(due.due_on),
    }


TASKS = [
    Task(
        gettext_lazy("Evaluatiebladen te schrijven"),
        "sheets_to_write",
        "",
        WRITING_ROLES,
        15,
        lambda user: Computed(to_write(user, periods.today())),
        "due_on",
        waits_since(attrgetter("due_on")),
        LATE,
    ),
    Task(
        gettext_lazy("Evaluatiebladen open voor uw reactie"),
        "sheets_to_comment",
        "",
        COMMENTING_ROLES,
        70,
        lambda user: Computed(to_comment(user, periods.today())),
        "due_on",
        first_due,
    ),
]


def meetings(user: User) -> Iterator[Appointment]:
    """The next meetings of rounds that someone reads."""
    rows = Meeting.objects.visible_to(user).filter(
        planned_on__gte=periods.today(), held_on__isnull=True
    )
    ahead = rows.select_related(*RELATED).order_by("planned_on", "planned_at", "code")
    for meeting in ahead[:MEETINGS_AHEAD]:
        on_round = round_of(meeting)
        text = _("Overleg over %(scope)s") % {"scope": on_round.scope.name}
        yield Appointment(meeting.planned_on or periods.today(), text, round_url(on_round))


def calendar(user: User) -> dict[str, str]:
    """The address of someone's calendar in the role they act in, if they have one."""
    link = CalendarLink.objects.filter(membership=user.acting).first()
    return {"url": calendar_url(link) if link else ""}


OF_ACCOUNT = [Panel("reporting/account_calendar.html", frozenset(evaluations()), 10, calendar)]
AGENDAS = [Agenda(frozenset(evaluations()), meetings)]
