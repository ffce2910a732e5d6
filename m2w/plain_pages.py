"""Pages of a list in the API that is no list of rows, such as acts or lines of a file."""

from typing import Any

from django.core.paginator import Paginator

from m2w.endpoints import Pages


class PlainPages(Pages):
    """They are counted as they are: rows of the database are asked for by their keys first."""

    django_paginator_class: "type[Paginator[Any]]" = Paginator  # type: ignore[assignment]
