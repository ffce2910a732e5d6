"""The list of enrolments. The page of one is in matching: it shows duos."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from m2w.pages import ListPage
from programmes import columns
from programmes.filters import EnrolmentFilter
from programmes.models import Enrolment
from programmes.waiting import DATE_OF_STATE


class Enrolments(ListPage):
    model = Enrolment
    filterset_class = EnrolmentFilter
    heading = _("Aanmeldingen")
    caption = _("Aanmeldingen")
    nothing_yet = _("Nog geen aanmeldingen.")
    columns = columns.ENROLMENTS
    related = ["mentee", "project", "coach__user"]

    def get_queryset(self) -> QuerySet[Enrolment]:
        """Of one state the longest waiting come first."""
        rows = super().get_queryset()
        waiting_since = DATE_OF_STATE.get(self.filters.form.cleaned_data["state"])
        return rows.order_by(waiting_since, "code") if waiting_since else rows
