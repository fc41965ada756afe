"""Finds what each package declares in a module of an agreed name, lowest layer first."""

from collections.abc import Iterator
from importlib import import_module
from types import ModuleType

from django.apps import apps
from django.utils.module_loading import module_has_submodule


def package_modules(name: str) -> Iterator[ModuleType]:
    """Yield the module called name of every installed package that has one.

    core is left out: its modules of these names are the ports, which declare nothing.
    """
    for config in apps.get_app_configs():
        if config.name == "core" or config.module is None:
            continue
        if module_has_submodule(config.module, name):
            yield import_module(f"{config.name}.{name}")
