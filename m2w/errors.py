"""What goes wrong, in our own words: a page for people, a problem document for programs.

Only these answers carry the id of their request. A 403 and a 404 do not: what is someone else's
and what does not exist must answer alike.
"""

import logging
import sqlite3
import sys
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import (
    BadRequest,
    DisallowedHost,
    RequestDataTooBig,
    SuspiciousOperation,
    TooManyFieldsSent,
    TooManyFilesSent,
)
from django.core.signals import got_request_exception
from django.db import DataError, IntegrityError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from m2w import problems
from m2w.doors import NOT_WITH_THIS_ROLE
from m2w.refusals import Refused
from m2w.requests import HEADER, SET_ASIDE, read_address, request_id

logger = logging.getLogger(__name__)

Text = str | Promise


@dataclass(frozen=True, slots=True)
class Fault:
    """How an error is answered. A `named` one shows the id of its request and is logged."""

    status: int
    code: str
    detail: Text
    retry_after: int = 0
    named: bool = True


OURS = Fault(500, "server_error", _("De fout ligt bij ons en is genoteerd."))
UNAVAILABLE = Fault(503, "unavailable", problems.TITLES[503], retry_after=30)
BUSY = Fault(503, "busy", _("Iemand anders werkt nu met deze gegevens."), retry_after=1)
REFUSED = Fault(403, "permission_denied", NOT_WITH_THIS_ROLE, named=False)
CONFLICT = Fault(409, "conflict", _("Deze gegevens bestaan al, of iemand veranderde ze intussen."))

# Serialisation failure, deadlock, and a lock that did not come (PostgreSQL's own codes).
LOCKED = {"40001", "40P01", "55P03"}
UNREADABLE: dict[type[Exception], Text] = {
    RequestDataTooBig: _("De aanvraag is te groot."),
    TooManyFieldsSent: _("De aanvraag heeft te veel velden."),
    TooManyFilesSent: _("De aanvraag heeft te veel bestanden."),
    DisallowedHost: _("Deze site heeft een ander adres."),
    UnicodeError: _("De aanvraag bevat tekens die niet te lezen zijn."),
    MultiPartParserError: _("De aanvraag is niet te lezen."),
    UnreadablePostError: _("De aanvraag is niet te lezen."),
    SuspiciousOperation: _("De aanvraag is niet te lezen."),
    DataError: _("Een waarde is te lang, te groot of niet te bewaren."),
}


def require_readable(request: HttpRequest) -> None:
    """Raises one of UNREADABLE for a request that no view could do anything with.

    Asked before anyone signs in or looks anything up. The API names each value it cannot read.
    """
    request.get_host()
    if SET_ASIDE in request.META:
        raise SuspiciousOperation
    read_address(request)
    for values in [] if for_programs(request) else [request.GET, sent_by(request)]:
        for name, texts in values.lists():
            if any("\x00" in str(text) for text in [name, *texts]):
                raise SuspiciousOperation


def sent_by(request: HttpRequest) -> QueryDict:
    """What a form sends. Raises one of UNREADABLE."""
    try:
        return request.POST
    except BadRequest as error:
        # Django's own word for a form that is not in UTF-8, in English.
        raise SuspiciousOperation from error


def judged(error: BaseException | None) -> Fault:
    """How this error is answered; what is not known is a fault of ours."""
    if isinstance(error, BadRequest):
        return Fault(400, "bad_request", str(error), named=False)
    if isinstance(error, Refused):
        return Fault(409, error.code, error.message, named=False)
    if isinstance(error, OperationalError | InterfaceError):
        return BUSY if is_locked(error) else UNAVAILABLE
    if isinstance(error, IntegrityError):
        return CONFLICT
    for kind, detail in UNREADABLE.items():
        if isinstance(error, kind):
            return Fault(400, "unreadable", detail)
    return OURS


def is_locked(error: BaseException) -> bool:
    """Whether others held what was needed: trying again at once may do."""
    cause: Any = error.__cause__
    # The lowest byte; the rest of the code says in which way it was busy.
    of_sqlite = getattr(cause, "sqlite_errorcode", 0) & 0xFF
    busy = of_sqlite in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
    return busy or getattr(cause, "sqlstate", None) in LOCKED


def answer(request: HttpRequest, error: BaseException | None) -> HttpResponse:
    """The answer to an error, put in the log when it has a name to be asked for."""
    fault = judged(error)
    response = as_problem(fault) if for_programs(request) else as_page(request, fault)
    if fault.status >= 500:
        # Who it was is kept in the database: nobody further out may ask again.
        request.user = AnonymousUser()
        response.headers["Cache-Control"] = "no-store"
    if fault.retry_after:
        response.headers["Retry-After"] = str(fault.retry_after)
    if fault.named:
        response.headers[HEADER] = str(request_id())
        log(fault, error)
    return response


def log(fault: Fault, error: BaseException | None) -> None:
    level = logging.ERROR if fault.status >= 500 else logging.WARNING
    where = error if fault is OURS else None
    logger.log(level, "%s %s %s", request_id(), fault.status, type(error).__name__, exc_info=where)


def for_programs(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def as_problem(fault: Fault) -> HttpResponse:
    about = {"non_field_errors": [str(fault.detail)]} if fault.status == 400 else None
    problem = problems.body(fault.status, fault.code, fault.detail, about)
    if fault.named:
        problem["request_id"] = str(request_id())
    return JsonResponse(problem, status=fault.status, content_type=problems.JSON_PROBLEM)


def as_page(request: HttpRequest, fault: Fault) -> HttpResponse:
    """A page; when the database may be gone one that asks nothing of it."""
    template, context = f"{fault.status}.html", {"reason": fault.detail, "retry": fault.retry_after}
    if fault.named:
        context["request_id"] = str(request_id())
    if fault.status < 500 and hasattr(request, "user"):
        return render(request, template, context, status=fault.status)
    return HttpResponse(render_to_string(template, context), status=fault.status)


def remember(request: Any, **kwargs: Any) -> None:
    """Keep what no view caught, so that the middleware answers it on a development site too."""
    if request is not None:
        request.fault = sys.exception()


got_request_exception.connect(remember)
