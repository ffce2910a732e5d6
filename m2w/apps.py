from django.apps import AppConfig
from django.core import checks


class PlatformConfig(AppConfig):
    name = "m2w"

    def ready(self) -> None:
        from m2w import refusal_texts
        from m2w.doors import check_doors

        checks.register(check_doors)
        refusal_texts.install()
