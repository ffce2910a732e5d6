from collections.abc import Iterator
from operator import attrgetter
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w import notation, periods
from m2w.accounts.models import User
from m2w.menu import LATE, Action, Agenda, Appointment, Computed, Entry, Panel, Task, waits_since
from programmes.access import ENROLMENTS, evaluations
from programmes.calendar_links import calendar_url
from programmes.evaluating import COMMENTING_ROLES, WRITING_ROLES
from programmes.evaluation_addresses import round_url
from programmes.evaluation_rounds import RELATED, round_of
from programmes.models import CalendarLink, Meeting
from reporting import deadlines
from reporting.access import (
    BUDGET_READERS,
    CONTRIBUTORS,
    QUESTION_EDITORS,
    QUESTION_READERS,
    REPORT_READERS,
)
from reporting.choices import QuestionState
from reporting.models import Contribution, WrittenQuestion
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
        gettext_lazy("Kruistabellen"),
        "cross",
        # Who works with files finds it among the reports: their menu is full.
        frozenset(REPORT_READERS - set(ENROLMENTS)),
        rank=85,
        about=gettext_lazy("Eén telling langs indelingen die u kiest."),
    ),
    Entry(
        gettext_lazy("Vragen"),
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


ACTIONS = [
    Action(
        gettext_lazy("Vraag registreren"),
        "question_register",
        frozenset(QUESTION_EDITORS),
        10,
        "plus",
    )
]


def to_answer(user: User) -> Computed:
    """The questions not yet sent, those due first at the head; as many as the list shows."""
    rows = WrittenQuestion.objects.editable_by(user)
    waiting = rows.exclude(state__in=[QuestionState.SENT, QuestionState.PUBLISHED])
    return Computed(sorted(waiting, key=lambda question: (question.asked_on, question.code)))


def first_to_answer(question: WrittenQuestion) -> str:
    return _("Eerst: vraag %(number)s, %(left)s.") % {
        "number": question.number,
        "left": deadlines.time_left(question.asked_on, periods.today()),
    }


def contributions_asked(user: User) -> Any:
    return Contribution.objects.editable_by(user).filter(given_on__isnull=True)


def first_asked(contribution: Contribution) -> str:
    return _("Eerst verwacht op %(day)s.") % {"day": notation.day(contribution.due_on)}


TASKS = [
    Task(
        gettext_lazy("Schriftelijke vragen te beantwoorden"),
        "question_list",
        "open=ja",
        frozenset(QUESTION_EDITORS),
        5,
        to_answer,
        "asked_on",
        first_to_answer,
        LATE,
    ),
    Task(
        gettext_lazy("Bijdragen gevraagd voor een antwoord"),
        "contributions",
        "open=ja",
        frozenset(CONTRIBUTORS),
        12,
        contributions_asked,
        "due_on",
        first_asked,
    ),
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


def question_days(user: User) -> Iterator[Appointment]:
    """What comes next for every question that is not yet sent."""
    for question in to_answer(user).rows:
        due = deadlines.next_due(question.asked_on, question.state)
        if due and due.on >= periods.today():
            what = {"number": question.number, "what": due.label}
            text = _("Vraag %(number)s: %(what)s") % what
            yield Appointment(due.on, text, reverse("question_detail", args=[question.code]))


def calendar(user: User) -> dict[str, str]:
    """The address of someone's calendar in the role they act in, if they have one."""
    link = CalendarLink.objects.filter(membership=user.acting).first()
    return {"url": calendar_url(link) if link else ""}


OF_ACCOUNT = [Panel("reporting/account_calendar.html", frozenset(evaluations()), 10, calendar)]
AGENDAS = [
    Agenda(frozenset(evaluations()), meetings),
    Agenda(frozenset(QUESTION_EDITORS), question_days),
]
