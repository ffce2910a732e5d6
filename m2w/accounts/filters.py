import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from m2w.accounts.choices import OrganisationKind, Role
from m2w.accounts.models import Organisation, Staff
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


class StaffFilter(FilterSet):
    q = SearchFilter(fields=["user__name", "user__email", "code"])
    organisation = CodeFilter(visible(Organisation), label=_("Organisatie"), empty_label=_("Alle"))
    role = django_filters.ChoiceFilter(
        label=_("Rol"), choices=Role, empty_label=_("Alle"), method="with_role"
    )

    def with_role(self, rows: QuerySet[Staff], name: str, role: str) -> QuerySet[Staff]:
        return rows.filter(memberships__role=role)
