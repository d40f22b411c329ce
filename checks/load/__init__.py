"""Checks of what arrives: answers, errors, time, pictures."""
