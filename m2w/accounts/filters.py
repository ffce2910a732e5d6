from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from m2w.accounts.choices import OrganisationKind, Role
from m2w.accounts.models import Absence, Invitation, Organisation, Staff
from m2w.filters import CodeFilter, FilterSet, SearchFilter, visible


def coaches(request: HttpRequest) -> QuerySet[Staff]:
    """The mentor-coaches whom the reader may see."""
    colleagues = Staff.objects.visible_to(request.user)
    return colleagues.filter(memberships__role=Role.COACH).select_related("user")


def promoters(request: HttpRequest) -> QuerySet[Organisation]:
    """The promoters whom the reader may see."""
    seen = Organisation.objects.visible_to(request.user)
    return seen.filter(kind=OrganisationKind.PROMOTER).order_by("name")


class OrganisationFilter(FilterSet):
    q = SearchFilter(fields=["name", "code", "kbo_number"])
    kind = django_filters.ChoiceFilter(
        label=_("Soort"), choices=OrganisationKind, empty_label=_("Alle")
    )


ACCOUNTS = [("open", _("open")), ("closed", _("afgesloten"))]


class StaffFilter(FilterSet):
    q = SearchFilter(fields=["user__name", "user__email", "code"])
    organisation = CodeFilter(visible(Organisation), label=_("Organisatie"), empty_label=_("Alle"))
    role = django_filters.ChoiceFilter(
        label=_("Rol"), choices=Role, empty_label=_("Alle"), method="with_role"
    )

    def with_role(self, rows: QuerySet[Staff], name: str, role: str) -> QuerySet[Staff]:
        return rows.filter(memberships__role=role)


class OpenStaffFilter(StaffFilter):
    """For programs that look for a colleague: those of their own organisation, with an open
    account, unless they ask for others."""

    account = django_filters.ChoiceFilter(
        label=_("Account"), choices=ACCOUNTS, empty_label=_("Alle"), method="with_account"
    )

    def filter_queryset(self, queryset: QuerySet[Staff]) -> QuerySet[Staff]:
        acting: Any = self.request.user.acting
        asked = self.form.cleaned_data
        if not asked["organisation"]:
            queryset = queryset.filter(organisation=acting.staff.organisation_id)
        if not asked["account"]:
            queryset = queryset.filter(user__is_active=True)
        found: QuerySet[Staff] = super().filter_queryset(queryset)
        return found

    def with_account(self, rows: QuerySet[Staff], name: str, account: str) -> QuerySet[Staff]:
        return rows.filter(user__is_active=account == "open")


class InvitationFilter(FilterSet):
    organisation = CodeFilter(visible(Organisation), label=_("Organisatie"))
    role = django_filters.ChoiceFilter(label=_("Rol"), choices=Role)

    class Meta:
        model = Invitation
        fields = ("organisation", "role")


class AbsenceFilter(FilterSet):
    staff = CodeFilter(visible(Staff), label=_("Wie is afwezig"))

    class Meta:
        model = Absence
        fields = ("staff",)
