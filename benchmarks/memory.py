"""Peak memory of a process and what it started, the browser left out. Linux only: read from /proc."""

import threading
from dataclasses import dataclass
from pathlib import Path

SAMPLE_EVERY_S = 0.1
_PROC = Path("/proc")
_BROWSER_SIGNS = ("--remote-debugging-pipe", "--remote-debugging-port", "--type=", "crashpad")


@dataclass(frozen=True)
class _Process:
    parent: int
    resident_bytes: int
    of_browser: bool


class PeakMemory:
    """Samples the resident memory of a process tree from a thread of its own until `stop`.

    Pages that two processes share are counted for both, so the figure is rather too high than too low.
    """

    def __init__(self, root: int) -> None:
        """Begin to watch the process with the id `root`."""
        self.peak_bytes = 0
        self._root = root
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="memory", daemon=True)
        self._thread.start()

    @staticmethod
    def available() -> bool:
        """Whether this system tells."""
        return (_PROC / "self" / "statm").is_file()

    def stop(self) -> int:
        """End the watching; return the peak in bytes."""
        self._over.set()
        self._thread.join()
        return self.peak_bytes

    def _watch(self) -> None:
        while not self._over.wait(SAMPLE_EVERY_S):
            self.peak_bytes = max(self.peak_bytes, _without_browser(self._root, _processes()))


def _processes() -> dict[int, _Process]:
    found = {}
    for folder in _PROC.iterdir():
        if folder.name.isdigit():
            try:
                found[int(folder.name)] = _read(folder)
            except (OSError, ValueError, IndexError):
                continue  # it ended under our eyes
    return found


def _read(folder: Path) -> _Process:
    # The name in brackets may hold blanks and brackets of its own; what follows the last one is plain.
    parent = int((folder / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1])
    resident = next(
        (line for line in (folder / "status").read_text(errors="replace").splitlines() if line.startswith("VmRSS:")),
        "VmRSS: 0 kB",
    )
    command = (folder / "cmdline").read_bytes().decode(errors="replace")
    return _Process(parent, int(resident.split()[1]) * 1024, any(sign in command for sign in _BROWSER_SIGNS))


def _without_browser(root: int, processes: dict[int, _Process]) -> int:
    children: dict[int, list[int]] = {}
    for number, process in processes.items():
        children.setdefault(process.parent, []).append(number)
    total, open_ = 0, [root]
    while open_:
        number = open_.pop()
        found = processes.get(number)
        if found is None or found.of_browser:
            continue  # a browser's children belong to it
        total += found.resident_bytes
        open_ += children.get(number, [])
    return total
