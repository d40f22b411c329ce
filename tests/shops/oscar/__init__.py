"""A real third-party shop to audit: django-oscar with its own templates, served on loopback.

Importing this package loads no Django: building and serving happen in child processes.
"""

from tests.shops.oscar.server import Manner, OscarShop, start_oscar

__all__ = ["Manner", "OscarShop", "start_oscar"]
