"""What an answer shows of people, noted while it is made and recorded before it leaves."""

from collections.abc import Iterable, Iterator
from functools import cache, reduce
from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from m2w.accounts.models import User
from m2w.audit.services import record_all

OPENED, LISTED, EXPORTED = "file.opened", "file.listed", "file.exported"
Shown = tuple[str, str]


@cache
def paths_to_files(model: Any) -> tuple[str, ...]:
    """Those the gate goes by; a row that is personal without being a file stands for itself."""
    rows = model.objects.all()
    return getattr(rows, "files", ()) or ("",) * getattr(rows, "personal", False)


def files_of(row: Model) -> Iterator[Shown]:
    """The personal files that a row tells of, as (kind, id); a path may lead to nobody."""
    for path in paths_to_files(type(row)):
        *way, last = path.removesuffix("__").split("__")
        found: Any = reduce(lambda at, name: at and getattr(at, name), way, row)
        if not last:
            yield row._meta.label_lower, str(row.pk)
        elif found and (key := getattr(found, (field := found._meta.get_field(last)).attname)):
            yield field.related_model._meta.label_lower, str(key)


def keys_of_files(model: Any) -> list[tuple[str, str]]:
    """Where the keys of those files are found from a row, each with the kind of file."""
    found = []
    for path in paths_to_files(model):
        at, way = model, path.removesuffix("__")
        for name in filter(None, way.split("__")):
            at = at._meta.get_field(name).related_model
        found.append((f"{way}_id" if way else at._meta.pk.attname, at._meta.label_lower))
    return found


def noted_on(request: Any) -> dict[str, Any]:
    """What is noted stays on the request itself, whoever wraps it."""
    return vars(getattr(request, "_request", request))


def shows(request: HttpRequest, rows: Iterable[Any], action: str = LISTED) -> None:
    """This answer shows these rows. The first action told of a file stands."""
    shows_files(request, (file for row in rows for file in files_of(row)), action)


def shows_files(request: HttpRequest, files: Iterable[Shown], action: str) -> None:
    """This answer shows these files."""
    noted = files_shown(request)
    for file in files:
        noted.setdefault(file, action)


def files_shown(request: Any) -> dict[Shown, str]:
    """What was noted up to now, with the action of each file."""
    found: dict[Shown, str] = noted_on(request).setdefault("shown_files", {})
    return found


def takes_out(request: HttpRequest, action: str, **details: Any) -> None:
    """What else this answer is, with codes only: such as a file without people in it."""
    noted_on(request)["taken_out"] = (action, details)


def refused(request: HttpRequest, code: str) -> None:
    """A rule refused what was asked, and the page says so in words."""
    takes_out(request, "act.refused", code=code)


def record_shown(request: Any) -> None:
    """Put on the record what was noted; in one statement, and nothing when nothing was."""
    page = request.resolver_match.view_name if request.resolver_match else ""
    shown: dict[Shown, str] = getattr(request, "shown_files", {})
    acts = [(action, kind, pk, {"page": page}) for (kind, pk), action in shown.items()]
    if taken := getattr(request, "taken_out", None):
        action, details = taken
        acts.append((action, "", "", details))
    if acts:
        record_all(acts, by=known(request))


def known(request: Any) -> User | None:
    """Who asks, when they are signed in."""
    return request.user if request.user.is_authenticated else None
