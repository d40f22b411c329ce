"""Audits of these shops share a browser."""

from tests.one_browser import audits_share_a_browser, one_browser

__all__ = ["audits_share_a_browser", "one_browser"]
