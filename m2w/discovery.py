"""What every app declares for the platform, in a module of a fixed name."""

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.utils.module_loading import module_has_submodule


def modules(name: str) -> Iterator[ModuleType]:
    """The module of this name of each app that has one, in the order of the apps."""
    for app in apps.get_app_configs():
        if app.module and module_has_submodule(app.module, name):
            yield import_module(f"{app.name}.{name}")
