"""friction-audit: walks a shop as a shopper does, judges what it saw and reports the friction."""

__version__ = "0.1.0"
