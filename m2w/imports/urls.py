"""The pages of one kind of import; the app that knows the target hangs them in its own place."""

from django.urls import URLPattern

from m2w.doors import editors, page
from m2w.imports import views
from m2w.imports.models import Import
from m2w.imports.targets import Target


def import_pages(route: str, target: Target) -> list[URLPattern]:
    """`<route>importeren/…`, under the names `<target>_imports`, `<target>_import`, …"""
    start, one = f"{route}importeren/", f"{route}importeren/<uuid:pk>/"
    pages = [
        (start, views.Start, "imports"),
        (f"{start}sjabloon/", views.Template, "import_template"),
        (one, views.Preview, "import"),
        (f"{one}kolommen/", views.Columns, "import_columns"),
        (f"{one}bewaren/", views.Keep, "import_keep"),
        (f"{one}fouten/", views.Faults, "import_faults"),
        (f"{one}verwijderen/", views.Discard, "import_discard"),
    ]
    door = editors(Import)
    return [
        page(address, view.as_view(target=target), f"{target.name}_{name}", door)
        for address, view, name in pages
    ]
