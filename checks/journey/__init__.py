"""Checks of the journey as a whole."""
