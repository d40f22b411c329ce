"""Writing a file so that no reader ever sees half of it."""

import os
import tempfile
from pathlib import Path


def write_atomically(path: Path, content: bytes) -> Path:
    """Replace `path` by `content` in one act.

    Args:
        path: the file to write; its folder exists.
        content: the bytes.

    Returns:
        The path, as given.

    Raises:
        OSError: the folder cannot be written to; an earlier file at `path` is then left as it was.
    """
    handle, temporary = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        # mkstemp makes files that only their owner may read; a report is there to be published.
        Path(temporary).chmod(0o644)
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return path
