"""Organisations and the people who work there."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from m2w.accounts.access import roles_to_give
from m2w.accounts.filters import OrganisationFilter
from m2w.accounts.models import Organisation, Staff
from m2w.accounts.views.staff import STAFF_COLUMNS
from m2w.details import Fact
from m2w.notation import day
from m2w.pages import DetailPage, ListPage
from m2w.tables import Column


class Organisations(ListPage):
    model = Organisation
    filterset_class = OrganisationFilter
    heading = _("Organisaties")
    caption = _("Organisaties op naam")
    nothing_yet = _("Nog geen organisaties.")
    columns = [
        Column(_("Naam"), "name", url=lambda row: reverse("organisation", args=[row.pk])),
        Column(_("Soort"), "get_kind_display"),
        Column(_("KBO-nummer"), "kbo_number"),
        Column(_("Code"), "code"),
    ]


class OrganisationPage(DetailPage):
    model = Organisation
    template_name = "accounts/organisation.html"
    list_name = _("Organisaties")
    list_view = "organisations"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        organisation = self.object
        staff = (
            Staff.objects.visible_to(self.request.user)
            .filter(organisation=organisation)
            .select_related("user", "organisation")
            .prefetch_related("memberships")
        )
        return super().get_context_data(**kwargs) | {
            "facts": facts_of(organisation),
            "staff": self.table(_("Medewerkers"), STAFF_COLUMNS, staff),
            "may_invite": bool(roles_to_give(self.request.user, organisation)),
        }


def facts_of(organisation: Organisation) -> list[Fact]:
    agreed = organisation.agreement_from, organisation.agreement_until
    return [
        Fact(_("Soort"), organisation.get_kind_display()),
        Fact(_("KBO-nummer"), organisation.kbo_number),
        Fact(_("Code"), organisation.code),
        Fact(
            _("Overeenkomst"),
            organisation.agreement_number,
            note=" – ".join(day(on) for on in agreed if on),
        ),
    ]
