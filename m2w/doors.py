"""Who may open an address: every address has a door, and one without opens to nobody.

A door says which roles come in at all; which rows they then find is the gate's business
(`m2w.querysets`). Without a door `manage.py check` fails.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, URLResolver, get_resolver, path, re_path
from django.utils.translation import gettext_lazy as _

from m2w.requests import refuse_parameters

# In our words: the framework says “je” in Dutch.
NOT_WITH_THIS_ROLE = _("Met uw rol kunt u dit niet.")

View = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Door:
    """`roles` are those who come in; without them whoever is signed in, or anyone at all.

    What is decided about a person or about money someone does `in_person`: no system does
    (GDPR, art. 22).
    """

    roles: frozenset[str] | None = None
    public: bool = False
    in_person: bool = False

    def opens_to(self, role: str | None) -> bool:
        return self.roles is None or role in self.roles


PUBLIC = Door(public=True)
SIGNED_IN = Door()


def roles(*names: str | Iterable[str]) -> Door:
    """A door for these roles: one by one, or as the keys of a policy."""
    found = [{name} if isinstance(name, str) else set(name) for name in names]
    return Door(frozenset(set[str]().union(*found)))


def in_person(door: Door) -> Door:
    """The same door, behind which only people act."""
    return replace(door, in_person=True)


def readers(model: Any) -> Door:
    """A door for every role that may read some rows of this kind."""
    return roles(model.objects.all().readers)


def editors(model: Any) -> Door:
    """A door for every role that may change some rows of this kind."""
    return roles(model.objects.all().editors)


def page(
    route: str,
    view: View,
    name: str,
    door: Door,
    *,
    asks: Iterable[str] | None = None,
    pattern: bool = False,
) -> URLPattern:
    """An address with its door. `pattern`: the route is a regular expression.

    `asks` are the parameters that it takes, any other is refused; None when its view judges them
    itself, as one with a FilterSet does.
    """
    hang(door, view)
    view.asks = None if asks is None else frozenset(asks)  # type: ignore[attr-defined]
    if door.public:
        login_not_required(view)
    return (re_path if pattern else path)(route, view, name=name)


def endpoint(route: str, view: View, name: str, door: Door) -> URLPattern:
    """An address of the API: it answers 401 by itself instead of leading to the sign-in page."""
    hang(door, view)
    return path(route, login_not_required(view), name=f"api-{name}")


def hang(door: Door, view: View) -> None:
    """A view stands behind one door, wherever it is reached."""
    if door_of(view) not in {None, door}:
        raise ImproperlyConfigured(f"{view} stands behind two doors.")
    view.door = door  # type: ignore[attr-defined]


def door_of(view: Any) -> Door | None:
    return getattr(view, "door", None)


class DoorMiddleware:
    """Keeps out who has another role, before the view looks anything up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: View, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> None:
        """Raises PermissionDenied, and BadRequest for a parameter that the address does not take.

        A program with a key is asked at the API's own door.
        """
        door = door_of(view)
        if door is None:
            raise PermissionDenied
        if request.user.is_authenticated and not door.opens_to(role_of(request)):
            raise PermissionDenied
        if (asks := getattr(view, "asks", None)) is not None:
            refuse_parameters(set(request.GET) - asks)


def role_of(request: Any) -> str | None:
    acting = getattr(request.user, "acting", None)
    return acting.role if acting else None


def addresses(within: URLResolver | None = None) -> Iterator[URLPattern]:
    """Every address of the site."""
    for entry in (within or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            yield from addresses(entry)
        else:
            yield entry


def check_doors(**kwargs: Any) -> list[CheckMessage]:
    """A system check: no address without a door."""
    return [
        Error(f"The address {entry.pattern} has no door.", id="m2w.E001")
        for entry in addresses()
        if door_of(entry.callback) is None
    ]
