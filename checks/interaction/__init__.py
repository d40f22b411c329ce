"""Checks of controls when they are pressed."""
