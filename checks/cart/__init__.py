"""Checks of the cart."""
