"""What every page needs beside its own: the menu, notices to read, whether data are examples."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from m2w import menu
from m2w.audit.services import holds_example_data
from m2w.outbox.models import Notice


def page(request: HttpRequest) -> dict[str, Any]:
    return {
        "menu": SimpleLazyObject(lambda: menu.entries_for(request.user)),
        "unread": SimpleLazyObject(lambda: unread_for(request.user)),
        "holds_example_data": SimpleLazyObject(holds_example_data),
    }


def unread_for(user: Any) -> int:
    """How many notices wait for someone in the place where they work now."""
    return Notice.objects.visible_to(user).unread().count()
