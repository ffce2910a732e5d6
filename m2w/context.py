"""What every page needs beside its own: the menu, and whether the data are examples."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from m2w import menu
from m2w.accounts.models import User

EXAMPLE_ACCOUNT = "admin@m2w.example"


def page(request: HttpRequest) -> dict[str, Any]:
    return {
        "menu": SimpleLazyObject(lambda: menu.entries_for(request.user)),
        "holds_example_data": SimpleLazyObject(holds_example_data),
    }


def holds_example_data() -> bool:
    return User.objects.filter(email=EXAMPLE_ACCOUNT).exists()
