"""Checks of what lies over the page."""
