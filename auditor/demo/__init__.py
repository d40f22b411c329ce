"""The embedded demo shop: smooth by default, rough in exactly the ways it is asked to be."""

from auditor.demo.frictions import AFTER_THE_ORDER, EXPECTED_CHECK, ROUGH, Friction
from auditor.demo.server import RunningServer, serve
from auditor.demo.shop import create_shop

__all__ = ["AFTER_THE_ORDER", "EXPECTED_CHECK", "ROUGH", "Friction", "RunningServer", "create_shop", "serve"]
