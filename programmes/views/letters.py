"""The letter to a mentee, to be printed."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from m2w import periods
from m2w.audit.reading import OPENED, shows
from m2w.pages import visible_rows
from m2w.reference.languages import DUTCH, label
from programmes import letters
from programmes.models import Enrolment


@require_safe
def enrolment_letter(request: HttpRequest, pk: Any) -> HttpResponse:
    """The letter in Dutch, beside it the one in the mentee's language or in the chosen one."""
    rows = visible_rows(Enrolment, request).exclude(decision="")
    related = rows.select_related("mentee", "project__promoter", "counsellor__user")
    enrolment: Enrolment = get_object_or_404(related, pk=pk)
    shows(request, [enrolment], OPENED)
    language = request.GET.get("language") or letters.best_language(enrolment.mentee)
    if language not in letters.languages():
        raise BadRequest(_("In deze taal is er geen brief."))
    chosen = [] if language == DUTCH else [language]
    context = {
        "heading": _("Brief aan de mentee"),
        "crumbs": [(str(enrolment.mentee), reverse("enrolment", args=[enrolment.pk]))],
        "letters": [letters.letter(enrolment, code) for code in [DUTCH, *chosen]],
        "languages": letters.languages().items(),
        "shown": language,
        "beside": label(language) if chosen else "",
        "today": periods.today(),
    }
    return render(request, "programmes/letter.html", context)
