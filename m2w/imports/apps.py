from django.apps import AppConfig
from django.db.models.signals import post_delete
from django.utils.translation import gettext_lazy as _

from m2w.documents.apps import take_file_along


class ImportsConfig(AppConfig):
    name = "m2w.imports"
    label = "imports"
    verbose_name = _("Importeren")

    def ready(self) -> None:
        from m2w.documents import shelf
        from m2w.imports.models import Import

        post_delete.connect(take_file_along, sender=Import)
        shelf.also_known(Import.stored_among)
