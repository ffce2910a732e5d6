"""Reminding people of what is late: once for each thing, however often and by whomever."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q

from m2w import periods
from m2w.accounts.choices import Role
from m2w.accounts.models import Absence, Staff
from m2w.outbox.models import Mail, Notice, Reminder
from m2w.outbox.notices import kinds
from m2w.outbox.reminders import Due, Rule, rules

AT_ONCE = 400
LONGEST_CHAIN = 10
MOST_ATTEMPTS = 10


def remind_all() -> int:
    """Give every reminder that is due and was not given; how many.

    A colleague gets a notice, of which the daily mail tells; who has no account gets a letter.
    """
    return sum(remind(code, rule) for code, rule in rules().items())


def remind(code: str, rule: Rule) -> int:
    return sum(remind_of(code, rule, some) for some in in_parts(rule.due(periods.today())))


def in_parts(dues: Iterable[Due]) -> Iterator[list[Due]]:
    rest = iter(dues)
    while some := list(islice(rest, AT_ONCE)):
        yield some


def remind_of(code: str, rule: Rule, dues: Collection[Due], attempts: int = MOST_ATTEMPTS) -> int:
    try:
        with transaction.atomic():
            return give(code, rule, not_given(code, to_whom(dues)))
    except IntegrityError:
        if attempts == 1:
            raise
        # Someone else gave some of them meanwhile: what is left is what they did not.
        return remind_of(code, rule, dues, attempts - 1)


def not_given(code: str, dues: list[Due]) -> list[Due]:
    rows = Reminder.objects.filter(code=code, about_id__in={due.about for due in dues})
    given = set(rows.values_list("about_id", "since", "to"))
    return [due for due in dict.fromkeys(dues) if (due.about, due.since, due.to) not in given]


def give(code: str, rule: Rule, dues: list[Due]) -> int:
    letters = rule.letters(dues) if rule.letters else {}
    dues = [due for due in dues if due.to or due in letters]
    label = kinds()[code].model._meta.label_lower
    Reminder.objects.bulk_create(
        Reminder(
            code=code,
            about_type=label,
            about_id=due.about,
            since=due.since,
            organisation_id=due.organisation,
            to_id=due.to,
        )
        for due in dues
    )
    Notice.objects.bulk_create(
        Notice(to_id=due.to, code=code, about_type=label, about_id=due.about)
        for due in dues
        if due.to
    )
    Mail.objects.bulk_create(Mail(**letters[due]._asdict()) for due in dues if not due.to)
    return len(dues)


# To whom ---------------------------------------------------------------------------------------


def to_whom(dues: Collection[Due]) -> list[Due]:
    """The same, for whom it is to do today: who replaces the absent, and instead of who works
    there no more, by a closed account or without any role, the coordinators."""
    named = {due.to for due in dues if due.to}
    gone = Q(user__is_active=False) | Q(memberships=None)
    closed = dict(Staff.objects.filter(gone, pk__in=named).values_list("pk", "organisation"))
    stand_ins = replacements() if named else {}
    coordinators = coordinators_of(closed.values()) if closed else {}

    def readers(due: Due) -> Iterable[UUID | None]:
        if due.to in closed:
            return coordinators[closed[due.to]]
        return [in_place_of(due.to, stand_ins) if due.to else None]

    return [due._replace(to=reader) for due in dues for reader in readers(due)]


def replacements() -> dict[UUID, UUID]:
    away = Absence.objects.on(periods.today()).filter(replacement__user__is_active=True)
    return dict(away.values_list("staff", "replacement"))


def in_place_of(staff: UUID, stand_ins: Mapping[UUID, UUID]) -> UUID:
    """Who does someone's work today, also when who replaces them is away in turn."""
    for _step in range(LONGEST_CHAIN):
        if staff not in stand_ins:
            break
        staff = stand_ins[staff]
    return staff


def coordinators_of(organisations: Iterable[Any]) -> dict[UUID, list[UUID]]:
    """Of each organisation those who coordinate it now."""
    found: dict[UUID, list[UUID]] = defaultdict(list)
    rows = Staff.objects.working_as(Role.COORDINATOR).filter(organisation__in=set(organisations))
    for organisation, staff in rows.values_list("organisation", "pk"):
        found[organisation].append(staff)
    return found
