"""The mentor-coaches: how much each follows, and whose caseload someone else has meanwhile."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from m2w import periods
from m2w.accounts.models import Absence
from m2w.pages import visible_rows
from m2w.tables import Table
from matching.coaches import caseloads
from matching.columns import COACHES


@require_safe
def coaches(request: HttpRequest) -> HttpResponse:
    absences = visible_rows(Absence, request).filter(last_day__gte=periods.today())
    caption = _("Mentor-coaches op naam")
    context = {
        "heading": _("Mentor-coaches"),
        "crumbs": [(_("Duo’s"), reverse("matches"))],
        "table": Table(caption, COACHES, caseloads(request.user), caption_is_heading=False),
        "absences": absences.select_related("staff__user", "replacement__user"),
        "next": request.path,
    }
    return render(request, "matching/coaches.html", context)
