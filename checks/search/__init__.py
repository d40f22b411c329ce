"""Checks of the shop's search."""
