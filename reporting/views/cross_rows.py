"""The enrolments behind one count of a cross table, for who may read them."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from m2w.pages import ListPage
from programmes import columns
from programmes.models import Enrolment
from reporting.cross_filters import CountedFilter


class CrossRows(ListPage):
    model = Enrolment
    template_name = "reporting/cross_rows.html"
    filterset_class = CountedFilter
    heading = _("Achter dit aantal")
    caption = _("Mentees")
    nothing_yet = _("Hier is niemand geteld.")
    columns = columns.ENROLMENTS
    related = ["mentee", "project__lot__call", "coach__user"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        crumbs = [(_("Kruistabellen"), reverse("cross"))]
        return super().get_context_data(**kwargs) | {"crumbs": crumbs}
