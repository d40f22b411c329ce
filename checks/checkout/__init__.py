"""Checks of the checkout and its forms."""
