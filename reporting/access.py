"""Who reads which reports and works on written questions (access.md)."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from m2w.accounts.choices import Role
from m2w.querysets import Policy, everything
from reporting.selection import NO_MONEY

if TYPE_CHECKING:
    from reporting.reports.base import Report


QUESTION_EDITORS: Policy = {Role.ANALYST: everything}
QUESTION_READERS: Policy = {
    **QUESTION_EDITORS,
    Role.FOLLOWER: everything,
    Role.EXPERT: everything,
    Role.PROGRAMME_MANAGER: everything,
}
CONTRIBUTORS: Policy = {
    role: everything for role in QUESTION_READERS if role not in QUESTION_EDITORS
}
REPORT_READERS = set(Role) - {Role.ADMINISTRATOR}
# Coaches and counsellors read no amounts (readings.md 37).
BUDGET_READERS = REPORT_READERS - NO_MONEY


def of_own_organisation(membership: Any) -> Q:
    return Q(organisation=membership.organisation)


SAVED_TABLE_READERS: Policy = dict.fromkeys(REPORT_READERS, of_own_organisation)
SAVED_TABLE_EDITORS: Policy = {
    role: lambda membership: Q(saved_by=membership.staff.user_id) & of_own_organisation(membership)
    for role in REPORT_READERS
}
# Of a lot a promoter sees its own grants only: what is left of it they would not add up to.
LOT_READERS = BUDGET_READERS - {Role.COORDINATOR}
# Who sees every project of a call, and so what is left of its budget.
SEES_WHOLE_CALLS = LOT_READERS - {Role.FOLLOWER}


def reads_reports(user: Any) -> bool:
    return user.acting is not None and user.acting.role in REPORT_READERS


def readable(user: Any, code: str) -> "Report":
    """The report with this code. PermissionDenied for a role that reads no reports; Http404 for
    a code that does not exist."""
    from reporting.reports import REPORTS

    if not reads_reports(user):
        raise PermissionDenied
    report = REPORTS.get(code)
    if report is None:
        raise Http404
    return report
