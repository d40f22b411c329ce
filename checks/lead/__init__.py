"""Checks of forms that reach people: enquiries, applications, call-backs."""
