"""Checks of accounts and their passwords."""
