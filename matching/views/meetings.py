"""The public page on which mentor and mentee report a contact."""

from typing import Any

from allauth.core.ratelimit import consume_or_429
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from m2w.refusals import Refused
from matching.forms.meetings import MeetingForm
from matching.meeting_links import Opened, opened_by
from matching.meeting_texts import language_asked, languages, texts
from matching.services import report_meeting


@require_http_methods(["GET", "HEAD", "POST"])
def fill_in(request: HttpRequest, token: str) -> HttpResponse:
    """The form that a link opens, for anyone, signed in or not."""
    too_many = consume_or_429(request, action="meeting")
    if too_many:
        return too_many
    opened = opened_by(token)
    if opened is None:
        return gone(request)
    language = language_of(request)
    form = MeetingForm(request.POST or None, opened=opened, language=language)
    if request.method == "POST" and form.is_valid():
        try:
            report = report_meeting(opened, **form.values())
            call = "&bel=1" if report.call_me else ""
            return redirect(f"{reverse('meeting_reported', args=[token])}?taal={language}{call}")
        except ValidationError as error:
            for name in error.error_dict:
                form.refuse(name)
        except Refused as refusal:
            if refusal.code == "link_gone":
                return gone(request)
            form.add_error("held_on", form.fault(refusal.code))
    return show(request, "matching/meeting_form.html", opened, form=form)


def language_of(request: HttpRequest) -> str:
    return language_asked(request.GET.get("taal", ""))


def show(request: HttpRequest, template: str, opened: Opened, **more: Any) -> HttpResponse:
    text = texts()[language_of(request)]
    promoter = {"promoter": opened.match.enrolment.project.promoter}
    context = {
        "text": text,
        "about": text["about"].format_map(promoter),
        "language": language_of(request),
        "languages": languages(),
    }
    return render(request, template, context | more)


def gone(request: HttpRequest) -> HttpResponse:
    """One page for every link that does not work: it tells nothing of why."""
    language = language_of(request)
    context = {"text": texts()[language], "language": language, "languages": languages()}
    return render(request, "matching/meeting_gone.html", context, status=404)


@require_safe
def sent(request: HttpRequest, token: str) -> HttpResponse:
    opened = opened_by(token)
    if opened is None:
        return gone(request)
    again = f"{reverse('report_meeting', args=[token])}?taal={language_of(request)}"
    will_call = "bel" in request.GET
    return show(request, "matching/meeting_sent.html", opened, again=again, will_call=will_call)
