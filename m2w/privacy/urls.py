from typing import Any

from django.urls import URLPattern

from m2w.doors import SIGNED_IN, page, readers, roles
from m2w.privacy import views
from m2w.privacy.access import COORDINATOR
from m2w.privacy.models import ErasureList

ERASURES = readers(ErasureList)
RIGHTS = roles(COORDINATOR)

urlpatterns = [
    page("verwerkingsregister/", views.processing_register, "register", SIGNED_IN),
    page("wissen/", views.Erasures.as_view(), "erasures", ERASURES),
    page("wissen/<uuid:pk>/", views.ErasurePage.as_view(), "erasure", ERASURES),
    page("wissen/<uuid:pk>/goedkeuren/", views.approve_erasure, "erasure_approve", ERASURES),
    page("wissen/<uuid:pk>/schrappen/", views.discard_erasure, "erasure_discard", ERASURES),
]


def rights(prefix: str, name: str, model: Any) -> list[URLPattern]:
    """The addresses of what a coordinator does with one file, under that of the file."""
    acts = [
        ("inzage", "export", views.ExportFile),
        ("beperken", "restrict", views.RestrictFile),
        ("beperking-opheffen", "lift", views.LiftRestriction),
        ("wissen", "erase", views.RequestErasure),
    ]
    return [
        page(f"{prefix}/<uuid:pk>/{word}/", view.as_view(model=model), f"{name}_{act}", RIGHTS)
        for word, act, view in acts
    ]
