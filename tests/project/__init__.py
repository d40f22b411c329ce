"""Tests of the project itself: its documents, layers and packages are as they say."""
