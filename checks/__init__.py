"""The checks that come with the tool: one module per friction, one folder per part of the shop.

A module `checks/<folder>/<name>.py` holds the check `<folder>/<name>`, with hyphens for underscores. Nothing is
registered by hand: a module that is there is found.
"""

import importlib
import inspect
import pkgutil

from auditor.check import Check


def built_in_checks() -> tuple[type[Check], ...]:
    """Find every check below this package, ordered by id. The entry point `friction.checks` names this function."""
    found: dict[str, type[Check]] = {}
    for module_info in pkgutil.walk_packages(__path__, prefix=f"{__name__}."):
        module = importlib.import_module(module_info.name)
        for _, member in inspect.getmembers(module, inspect.isclass):
            if issubclass(member, Check) and member.__module__ == module.__name__ and hasattr(member, "meta"):
                found[member.meta.id] = member
    return tuple(found[check_id] for check_id in sorted(found))
