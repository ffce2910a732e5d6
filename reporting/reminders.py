"""What people are reminded of about evaluations: sheets to write, and those to comment on."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.utils.translation import gettext_lazy as _

from m2w.accounts.models import Membership, Staff, User
from m2w.outbox import reminders
from m2w.outbox.reminders import Rule
from programmes.evaluating import COMMENTING_ROLES, WRITING_ROLES, opens_on
from programmes.models import Project
from reporting.to_write import to_comment, to_write

# What came due earlier than so many days ago stands on the lists, and is not mailed any more.
FRESH = timedelta(days=62)


def members(roles: Iterable[str]) -> Iterator[tuple[User, Staff]]:
    """Everyone who acts in one of some roles, once for each place where they do."""
    rows = Membership.objects.filter(role__in=roles, staff__user__is_active=True)
    for membership in rows.select_related("staff__user", "staff__organisation"):
        membership.staff.user.acting = membership
        yield membership.staff.user, membership.staff


def sheets_to_write(on: date) -> Iterator[reminders.Due]:
    """One for each writer and each day on which sheets of theirs came due, however many."""
    for user, staff in members(WRITING_ROLES):
        days = {due.due_on for due in to_write(user, on)}
        for due_on in sorted(day for day in days if day > on - FRESH):
            about = str(staff.organisation_id)
            yield reminders.Due(about, due_on, staff.organisation_id, staff.pk)


def sheets_to_comment(on: date) -> Iterator[reminders.Due]:
    """One for each coordinator, project and day on which its sheets opened."""
    for user, staff in members(COMMENTING_ROLES):
        opened = {(due.code, opens_on(due.due_on)) for due in to_comment(user, on)}
        keys = project_keys(opened)
        for code, day in sorted(opened):
            yield reminders.Due(keys[code], day, staff.organisation_id, staff.pk)


def project_keys(opened: Iterable[tuple[str, date]]) -> dict[str, str]:
    codes = {code for code, _day in opened}
    rows = Project.objects.filter(code__in=codes).values_list("code", "pk")
    return {code: str(pk) for code, pk in rows}


REMINDERS = {
    "evaluation.due": Rule(_("Evaluatiebladen te schrijven"), sheets_to_write),
    "evaluation.open": Rule(_("Evaluatiebladen open voor uw reactie"), sheets_to_comment),
}
