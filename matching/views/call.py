"""The call for volunteers of a project: on paper, with the way to the form."""

from typing import Any

from django.core.exceptions import BadRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from m2w import periods, qr
from m2w.pages import DetailPage
from m2w.reference import languages, provinces
from matching.forms.calls import CallForm
from matching.gap import Change, Gap
from matching.interest_links import interest_url
from matching.proposing import propose
from matching.scoring import WeightError
from matching.situations import situation_of
from programmes.models import Project


class VolunteersCall(DetailPage):
    """Says which languages are looked for and where; for how many people stays within."""

    model = Project
    template_name = "matching/call.html"
    list_name = gettext_lazy("Projecten")
    list_view = "projects"
    related = ["lot__call", "promoter", "extension"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        promoter = self.object.promoter
        link = interest_url(promoter, **self.asked)
        return super().get_context_data(**kwargs) | {
            "heading": _("Word mentor bij %(promoter)s") % {"promoter": promoter},
            "languages": self.languages(),
            "province": provinces.label(self.asked["province"]) if self.asked["province"] else "",
            "link": link,
            "qr": qr.drawing(
                link, _("QR-code naar het formulier van %(promoter)s") % {"promoter": promoter}
            ),
        }

    @cached_property
    def asked(self) -> dict[str, str]:
        """Raises BadRequest for a language or a province that is none."""
        form = CallForm(self.request.GET)
        if not form.is_valid():
            raise BadRequest(_("Deze taal of provincie bestaat niet."))
        return form.cleaned_data

    def languages(self) -> list[str]:
        """The one that is asked for, or all that would place somebody, those wanted most first."""
        if self.asked["language"]:
            return [languages.label(self.asked["language"])]
        codes = dict.fromkeys(change.language for change in self.wanted_mentors())
        return [languages.label(code) for code in codes]

    def wanted_mentors(self) -> list[Change]:
        try:
            return Gap(propose(situation_of(self.object, periods.today()))).wanted_mentors()
        except WeightError:
            return []
