"""Checks of the page on which the shopper arrives."""
