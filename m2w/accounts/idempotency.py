"""Asking twice does it once: a POST with an Idempotency-Key gets the same answer again for a day.

The answer is kept in the transaction of what was done. What was refused was not done and is not
kept: asked again it is judged again. Who is in it may be erased or restricted since: then it is not
given again.
"""

import hashlib
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files import File
from django.db import IntegrityError, transaction
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from m2w.accounts.kept_answers import still_open, too_old
from m2w.accounts.models import KeptAnswer, Membership
from m2w.afterwards import kept_for_afterwards
from m2w.audit.reading import files_shown
from m2w.problems import Conflict

HEADER = "Idempotency-Key"
REPLAYED = "Idempotency-Replayed"
KEY = re.compile(r"[!-~]{1,100}")  # what a header carries everywhere, without spaces
KEPT_HEADERS = ("ETag", "Location")

Handler = Callable[..., HttpResponse]


def once(handler: Handler) -> Handler:
    """The handler of a POST; with a key in its header it acts at most once.

    Raises ValidationError for a key that is none, Conflict for one that came with another
    request.
    """

    def answered(request: Request, *args: Any, **kwargs: Any) -> HttpResponse:
        key = key_of(request)
        if key is None:
            return handler(request, *args, **kwargs)
        digest = digest_of(request)
        with kept_for_afterwards(), transaction.atomic():
            kept = hold(membership_of(request), key, digest)
            if kept.digest != digest:
                message = _("Met deze sleutel is al iets anders gevraagd.")
                raise Conflict(message, "idempotency_key_reused")
            if kept.status:
                return answered_before(kept, request)
            response = handler(request, *args, **kwargs)
            if isinstance(response, Response):
                keep(kept, request, response)
            else:
                # A file of someone's data is made again: no copy of it stays here.
                kept.delete()
        return response

    return answered


def key_of(request: Request) -> str | None:
    key = request.headers.get(HEADER)
    if key is not None and not KEY.fullmatch(key):
        message = _("Een sleutel telt 1 tot 100 tekens, zonder spaties.")
        raise exceptions.ValidationError({HEADER: [message]})
    return key


def membership_of(request: Request) -> Membership:
    """The role in which someone asks. Raises PermissionDenied for who has none."""
    membership: Membership | None = getattr(request.user, "acting", None)
    if membership is None:
        raise exceptions.PermissionDenied
    return membership


def digest_of(request: Request) -> str:
    """What tells this request from another with the same key."""
    asked = hashlib.sha256(request.get_full_path().encode())
    for part in contents(request):
        asked.update(hashlib.sha256(part).digest())
    return asked.hexdigest()


def contents(request: Request) -> Iterator[bytes]:
    """What was sent; a form with files in its parts, as its boundaries mean nothing."""
    if not request.content_type.startswith("multipart/"):
        yield request.body
        return
    parts: Any = request.data
    for name, value in sorted(parts.items()):
        yield name.encode()
        if isinstance(value, File):
            yield from value.chunks()
            value.seek(0)
        else:
            yield str(value).encode()


def hold(membership: Membership, key: str, digest: str) -> KeptAnswer:
    """The place for the answer, held until it is known: who asks the same meanwhile waits."""
    too_old().filter(membership=membership, key=key).delete()
    try:
        with transaction.atomic():
            return KeptAnswer.objects.create(membership=membership, key=key, digest=digest)
    except IntegrityError:
        return KeptAnswer.objects.select_for_update().get(membership=membership, key=key)


def keep(kept: KeptAnswer, request: Request, response: Response) -> None:
    kept.status = response.status_code
    kept.body = JSONRenderer().render(response.data).decode()
    kept.headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    kept.shows = [[*file, action] for file, action in files_shown(request).items()]
    kept.save()


def answered_before(kept: KeptAnswer, request: Request) -> Response:
    """The same answer, marked as such; it shows the same files again. Raises Http404 when one of
    those was erased or restricted since."""
    if not still_open(kept, request.user):
        raise Http404
    files_shown(request).update({(kind, key): action for kind, key, action in kept.shows})
    data = json.loads(kept.body) if kept.body else None
    return Response(data, kept.status, headers={**kept.headers, REPLAYED: "true"})
