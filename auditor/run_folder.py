"""The run folder: what an audit gathered, kept so that a killed audit keeps all it saw and can be judged again.

    OUTPUT/run/manifest.json   version, tool, target, settings, names of the reports written beside it
    OUTPUT/run/journal.jsonl   one record a line, appended and flushed as things happen
    OUTPUT/run/blobs/          screenshots, named by their hash
    OUTPUT/run/*.har           HTTP archives of the journeys, where they were asked for

Nothing here masks secrets: what is handed over has been masked already.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TextIO

from auditor import __version__
from auditor.errors import OutputFolderError, ResultFormatError
from auditor.model.base import Record
from auditor.model.budget import Cache
from auditor.model.journey import Goto, Journey
from auditor.model.redaction import redact_text, redact_url
from auditor.model.run import AuditRun, Environment, JourneyRun, Mutation, Skipped, StepRun, Visit
from auditor.model.settings import Settings
from auditor.model.wording import Wording, wordings_in

RUN_VERSION = 1
TOOL = "friction-audit"

_OF_PAGES = frozenset({"visit", "visits"})
"""Contents that are large and hold no sentence of ours."""
_RUN, _MANIFEST, _JOURNAL, _BLOBS = "run", "manifest.json", "journal.jsonl", "blobs"


class RunFolder:
    """The folder of an audit under way. Not for use from several threads at once."""

    def __init__(self, output: Path, journal: TextIO) -> None:
        """Use `create`, which makes both."""
        self.output = output
        self._journal = journal
        self._keys: set[str] = set()
        self._secrets: set[str] = set()

    @classmethod
    def create(cls, output: Path, settings: Settings) -> "RunFolder":
        """Make a folder ready for a new audit; an earlier one's files in it are replaced, and only those.

        Raises:
            OutputFolderError: the folder holds something that is not an audit of ours, or cannot be written.
        """
        # An address may be a key by itself, such as that of a protected preview.
        kept = settings.model_copy(update={"target": redact_url(settings.target)})
        try:
            _clear(output)
            (output / _RUN / _BLOBS).mkdir(parents=True, exist_ok=True)
            _write_manifest(output, {"settings": kept.model_dump(mode="json"), "target": kept.target})
            journal = (output / _RUN / _JOURNAL).open("w", encoding="utf-8")
        except OSError as error:
            raise OutputFolderError(f"--output {output}: cannot be written: {error.strerror or error}") from error
        return cls(output, journal)

    def keep_secret(self, value: str) -> None:
        """Mask a value in whatever is written from now on, in all its notations."""
        if value.strip():
            self._secrets.update({value, json.dumps(value, ensure_ascii=False)[1:-1]})

    def begin(self, target: str, started_at: datetime, safety: str, sandbox: bool) -> None:
        """Note what is audited and how far the audit may go."""
        self._write(
            "begin", target=redact_url(target), started_at=started_at.isoformat(), safety=safety, sandbox=sandbox
        )

    def run_started(
        self, journey: Journey, attempt: int, environment: Environment, *, cache: Cache = Cache.COLD
    ) -> str:
        """Note that an attempt at a journey begins; one noted before under the same key is given up for it.

        Returns:
            The key by which its steps and visits are handed over.
        """
        run = JourneyRun(
            journey=_without_secrets(journey),
            attempt=attempt,
            environment=environment,
            started_at=datetime.now(UTC),
            complete=False,
            cache=cache,
        )
        self._keys.add(run.id)
        self._write("run_started", key=run.id, run=run)
        return run.id

    def step(self, key: str, step: StepRun, visits: Sequence[Visit] = ()) -> None:
        """Keep a step and the visits it led to; a visit handed over before, with more on it, takes its place."""
        self._write("step", key=self._known(key), step=step, visits=list(visits))

    def probe_visit(self, key: str, visit: Visit) -> None:
        """Keep a visit of a probe."""
        self._write("probe_visit", key=self._known(key), visit=visit)

    def run_finished(self, key: str, *, complete: bool, host_noise: float | None = None) -> None:
        """Note that an attempt ended, whether it came to its end, and how busy the machine was."""
        self._write("run_finished", key=self._known(key), complete=complete, host_noise=host_noise)

    def run_withdrawn(self, key: str) -> None:
        """Note that an attempt was the wrong journey for the site, and is no part of the audit."""
        self._write("run_withdrawn", key=self._known(key))
        self._keys.discard(key)

    def mutation(self, mutation: Mutation) -> None:
        """Keep a request that may have changed something on the site."""
        self._write("mutation", mutation=mutation)

    def skipped(self, skipped: Skipped) -> None:
        """Keep a probe that was not made."""
        self._write("skipped", skipped=skipped)

    def phase(self, name: str, duration_ms: float) -> None:
        """Note how long a phase took; of the same name they add up."""
        self._write("phase", name=name, duration_ms=duration_ms)

    def finish(self, interrupted: str | None = None) -> None:
        """Note that nothing more is gathered, and what ended it before its time."""
        self._write("finish", finished_at=datetime.now(UTC).isoformat(), interrupted=interrupted)

    def blob(self, content: bytes, extension: str) -> str:
        """Keep a picture or the like, once however often it is handed over.

        Args:
            content: its bytes.
            extension: the file name's ending without the dot, such as `webp`.

        Returns:
            Its path relative to the output folder.
        """
        name = f"{hashlib.sha256(content).hexdigest()[:20]}.{extension.lstrip('.')}"
        path = self.output / _RUN / _BLOBS / name
        if not path.exists():
            path.write_bytes(content)
        return f"{_RUN}/{_BLOBS}/{name}"

    def close(self) -> None:
        """Close the journal; later calls are errors."""
        self._journal.close()

    def _known(self, key: str) -> str:
        if key not in self._keys:
            raise KeyError(f"no run was started as {key}")
        return key

    def _write(self, record: str, **content: Any) -> None:
        """Append a record; what is made of phrases takes their wordings along."""
        ours = wordings_in({name: one for name, one in content.items() if name not in _OF_PAGES}, constants=True)
        told = {"wordings": {text: one.model_dump(exclude_defaults=True) for text, one in ours.items()}} if ours else {}
        line = json.dumps({"record": record, **content, **told}, ensure_ascii=False, default=_as_json)
        self._journal.write(redact_text(line, self._secrets) + "\n")
        self._journal.flush()


def load_run(output: Path) -> AuditRun:
    """Read what an audit gathered; a torn last line, as a kill leaves it, is left out.

    Raises:
        OutputFolderError: there is no run in the folder.
        ResultFormatError: it cannot be read, or is of an unknown version.
    """
    manifest = load_manifest(output)
    replay = _Replay()
    path = output / _RUN / _JOURNAL
    try:
        lines = path.read_bytes().split(b"\n")
    except OSError as error:
        raise ResultFormatError(f"{path}: cannot be read: {error.strerror or error}") from error
    torn = lines.pop()  # empty where the last line is whole
    del torn
    for number, line in enumerate(lines, start=1):
        try:
            replay.take(json.loads(line))
        except (ValueError, KeyError, TypeError) as error:
            if number == len(lines) and not isinstance(error, KeyError):
                break
            raise ResultFormatError(f"{path}:{number}: not a record this version can read") from error
    return replay.run(manifest)


def load_manifest(output: Path) -> dict[str, Any]:
    """Read a run folder's manifest.

    Raises:
        OutputFolderError: there is no run in the folder.
        ResultFormatError: the manifest cannot be read, or is of an unknown version.
    """
    path = output / _RUN / _MANIFEST
    try:
        manifest = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise OutputFolderError(f"{output} holds no run: expected the output folder of an earlier audit") from None
    except (OSError, ValueError) as error:
        raise ResultFormatError(f"{path}: cannot be read: {error}") from error
    if not isinstance(manifest, dict) or manifest.get("tool") != TOOL:
        raise ResultFormatError(f"{path}: not a manifest of {TOOL}")
    if manifest.get("run_version") != RUN_VERSION:
        found = manifest.get("run_version")
        raise ResultFormatError(f"{path}: run version {found!r}, expected {RUN_VERSION}: audit again with this version")
    return manifest


def note_reports(output: Path, names: Iterable[str]) -> None:
    """Remember which files beside the run are ours, so that a later audit may replace them."""
    manifest = load_manifest(output)
    reports = dict.fromkeys([*manifest.get("reports", []), *names])
    _write_manifest(output, {**manifest, "reports": list(reports)})


def keep_archives(output: Path, archives: Mapping[str, Mapping[str, Any]]) -> tuple[Path, ...]:
    """Write HTTP archives beside the journal, in the place of earlier ones of the same names.

    Args:
        output: the output folder, which holds a run.
        archives: their content by plain file name.

    Raises:
        OutputFolderError: one cannot be written.
    """
    note_reports(output, [f"{_RUN}/{name}" for name in archives])
    written = []
    for name, content in archives.items():
        path = output / _RUN / name
        try:
            path.write_text(json.dumps(content, indent=1) + "\n", encoding="ascii")
        except OSError as error:
            raise OutputFolderError(f"{path}: cannot be written: {error.strerror or error}") from error
        written.append(path)
    return tuple(written)


def _as_json(value: object) -> Any:
    if isinstance(value, Record):
        return value.model_dump(mode="json")
    raise TypeError(f"{type(value).__name__} cannot be kept")


class _Replay:
    """Puts a run together from its journal."""

    def __init__(self) -> None:
        self._top: dict[str, Any] = {}
        self._told: dict[str, Wording] = {}
        self._runs: dict[str, dict[str, Any]] = {}
        self._mutations: list[Mutation] = []
        self._skipped: list[Skipped] = []
        self._phases: dict[str, float] = {}

    def take(self, record: Mapping[str, Any]) -> None:
        """Take the next record.

        Raises:
            ValueError: its content is not valid.
            KeyError: it lacks something, or its kind is unknown.
        """
        kind = record["record"]
        told = {text: Wording.model_validate(one) for text, one in record.get("wordings", {}).items()}
        if kind in {"begin", "finish"}:
            self._top |= {name: value for name, value in record.items() if name not in {"record", "wordings"}}
            self._told |= told
        elif kind == "run_started":
            run = JourneyRun.model_validate(record["run"])
            self._runs[record["key"]] = {"run": run, "steps": [], "visits": {}, "probe_visits": {}}
        elif kind == "run_withdrawn":
            self._runs.pop(record["key"])
        elif kind == "mutation":
            self._mutations.append(Mutation.model_validate(record["mutation"], context=told))
        elif kind == "skipped":
            self._skipped.append(Skipped.model_validate(record["skipped"], context=told))
        elif kind == "phase":
            self._phases[record["name"]] = self._phases.get(record["name"], 0) + record["duration_ms"]
        else:
            self._take_of_run(kind, record, told)

    def _take_of_run(self, kind: str, record: Mapping[str, Any], told: Mapping[str, Wording]) -> None:
        run = self._runs[record["key"]]
        if kind == "step":
            for visit in record["visits"]:
                run["visits"][visit["id"]] = Visit.model_validate(visit, context=told)
            run["steps"].append(StepRun.model_validate(record["step"], context=told))
        elif kind == "probe_visit":
            visit = Visit.model_validate(record["visit"], context=told)
            run["probe_visits"][visit.id] = visit
        elif kind == "run_finished":
            ended = {"complete": record["complete"], "host_noise": record.get("host_noise")}
            run["run"] = run["run"].model_copy(update=ended)
        else:
            raise KeyError(kind)

    def run(self, manifest: Mapping[str, Any]) -> AuditRun:
        """What the journal told so far."""
        runs = []
        for kept in self._runs.values():
            visits = {name: tuple(kept[name].values()) for name in ("visits", "probe_visits")}
            runs.append(kept["run"].model_copy(update={"steps": tuple(kept["steps"]), **visits}))
        started = {"target": manifest["target"], "started_at": manifest["created_at"]}
        return AuditRun.model_validate(
            {
                "tool_version": manifest["tool_version"],
                **started,
                **self._top,
                "runs": tuple(runs),
                "mutations": tuple(self._mutations),
                "skipped": tuple(self._skipped),
                "phases_ms": self._phases,
            },
            context=self._told,
        )


def _without_secrets(journey: Journey) -> Journey:
    """The journey with the secrets in its addresses masked; what is written down is never walked from there."""
    steps = tuple(
        step.model_copy(update={"action": step.action.model_copy(update={"url": redact_url(step.action.url)})})
        if isinstance(step.action, Goto)
        else step
        for step in journey.steps
    )
    return journey.model_copy(update={"start_url": redact_url(journey.start_url), "steps": steps})


def _clear(output: Path) -> None:
    """Remove an earlier audit from a folder.

    The manifest goes last: stopped half-way, the folder is still known to be ours.
    """
    if output.exists() and not output.is_dir():
        raise OutputFolderError(f"--output {output}: a file is in the way: expected a folder")
    if not output.exists() or not any(output.iterdir()):
        return
    try:
        reports = _reports_of_any_version(output)
    except (OSError, ValueError):
        raise OutputFolderError(
            f"--output {output}: the folder is not empty and holds no earlier audit: name another, or empty it"
        ) from None
    run = output / _RUN
    for name in reports:
        if name in {Path(name).name, f"{_RUN}/{Path(name).name}"}:  # a manifest must not point anywhere else
            (output / name).unlink(missing_ok=True)
    blobs = run / _BLOBS
    if blobs.is_dir() and not blobs.is_symlink():
        for path in blobs.iterdir():
            path.unlink()
    (run / _JOURNAL).unlink(missing_ok=True)
    (run / _MANIFEST).unlink()


def _reports_of_any_version(output: Path) -> list[str]:
    if (output / _RUN).is_symlink():
        raise ValueError("a link")
    manifest = json.loads((output / _RUN / _MANIFEST).read_text(encoding="utf-8"))
    if not isinstance(manifest, dict) or manifest.get("tool") != TOOL:
        raise ValueError("not ours")
    return [str(name) for name in manifest.get("reports", [])]


def _write_manifest(output: Path, content: Mapping[str, Any]) -> None:
    """Write it whole or not at all."""
    manifest = {
        "tool": TOOL,
        "tool_version": __version__,
        "run_version": RUN_VERSION,
        "created_at": datetime.now(UTC).isoformat(),
        "reports": [],
        **content,
    }
    path = output / _RUN / _MANIFEST
    draft = path.with_suffix(".draft")
    draft.write_text(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    draft.replace(path)
