"""What every page needs beside its own: the menu, and whether the data are examples."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from m2w import menu
from m2w.audit.services import holds_example_data


def page(request: HttpRequest) -> dict[str, Any]:
    return {
        "menu": SimpleLazyObject(lambda: menu.entries_for(request.user)),
        "holds_example_data": SimpleLazyObject(holds_example_data),
    }
