from functools import partial
from typing import Any

from django.apps import AppConfig
from django.db import transaction
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _


class ImportsConfig(AppConfig):
    name = "m2w.imports"
    label = "imports"
    verbose_name = _("Importeren")

    def ready(self) -> None:
        from m2w.documents import shelf
        from m2w.imports.models import Import

        post_delete.connect(take_file_along, sender=Import)
        shelf.also_known(Import.stored_among)


def take_file_along(instance: Any, using: str, **kwargs: Any) -> None:
    """Whatever deletes a row, its file goes once that is certain."""
    from m2w.documents import shelf

    transaction.on_commit(partial(shelf.remove, instance.stored_name), using=using)
