"""The list of enrolments. The page of one is in matching: it shows duos."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from m2w.pages import ListPage
from programmes import columns
from programmes.filters import EnrolmentFilter
from programmes.models import Enrolment


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
        return rows.order_by("since", "code") if self.filters.form.cleaned_data["state"] else rows
