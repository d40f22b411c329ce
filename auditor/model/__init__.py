"""The records of an audit: frozen, validated, with a JSON Schema. Imports no other part of the project."""
