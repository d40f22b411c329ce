"""Checks of a product's page."""
