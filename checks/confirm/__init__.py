"""Checks of the page after the order."""
