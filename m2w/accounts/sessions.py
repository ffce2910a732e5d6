"""How long a sign-in lasts: an hour without a request, twelve hours in all, in real time."""

import time

from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.db.models import F
from django.http import HttpRequest

from m2w.accounts.models import User
from m2w.audit.services import record

IDLE = 60 * 60
ABSOLUTE = 12 * 60 * 60
NOTED_EVERY = 60

STARTED_AT, SEEN_AT, EXPIRED = "signed_in_at", "seen_at", "expired"


def start(session: SessionBase) -> None:
    session[STARTED_AT] = session[SEEN_AT] = int(time.time())
    session.pop(EXPIRED, None)


def is_over(session: SessionBase) -> bool:
    """Whether a session lasted too long; one without its times does not count."""
    now = time.time()
    started, seen = session.get(STARTED_AT, 0), session.get(SEEN_AT, 0)
    return now - started >= ABSOLUTE or now - seen >= IDLE


def note_request(session: SessionBase) -> None:
    """Keep that someone is at work; once a minute is enough, and spares a write per request."""
    now = int(time.time())
    if now - session[SEEN_AT] >= NOTED_EVERY:
        session[SEEN_AT] = now


def expire(request: HttpRequest) -> None:
    """Go on as nobody; the sign-in page then says why."""
    record("account.session_expired", by=request.user)  # type: ignore[arg-type]
    request.session.flush()
    request.session[EXPIRED] = True
    request.user = AnonymousUser()


def end_all(user: User) -> None:
    """Every session of an account ends with its next request."""
    User.objects.filter(pk=user.pk).update(sessions_ended=F("sessions_ended") + 1)
