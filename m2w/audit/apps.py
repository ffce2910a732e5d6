from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    name = "m2w.audit"
    label = "audit"
    verbose_name = _("Register")
