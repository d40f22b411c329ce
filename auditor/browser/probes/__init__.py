"""Probes: collectors that act. Each makes its trials in a context of its own and brings them back as artifacts."""
