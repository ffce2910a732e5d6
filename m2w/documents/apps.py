from functools import partial
from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "m2w.documents"
    label = "documents"
    verbose_name = _("Documenten")

    def ready(self) -> None:
        from m2w.documents import rights
        from m2w.documents.models import Document
        from m2w.privacy import bundle, erasure

        post_delete.connect(take_file_along, sender=Document)
        bundle.attach(rights.held_of)
        erasure.on_erase(rights.remove_of)


def take_file_along(instance: Any, using: str, **kwargs: Any) -> None:
    """Whatever deletes a row, its file goes once that is certain."""
    from m2w.documents import shelf

    transaction.on_commit(partial(shelf.remove, instance.stored_name), using=using)
