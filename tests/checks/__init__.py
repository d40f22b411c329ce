"""Tests of the checks: their cases, and the laws every check obeys."""
