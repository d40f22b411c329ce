"""A real third-party shop to audit: django-oscar with its own templates, served on loopback.

Importing this package loads no Django: building and serving happen in child processes.
"""

from tests.shops.oscar.server import OscarShop, start_oscar

__all__ = ["OscarShop", "start_oscar"]
