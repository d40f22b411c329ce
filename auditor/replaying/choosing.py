"""Which finding of a saved result is meant: by its id, by the beginning of its fingerprint, or by its check."""

from auditor.errors import UsageError
from auditor.model.result import AuditResult, FindingResult
from auditor.suggestion import did_you_mean, listed

_PREFIX = "f-"
_LEAST = 4  # digits of a fingerprint that are no mere slip of the finger; ours


def choose(result: AuditResult, given: str, *, where: str) -> FindingResult:
    """The finding that is meant.

    Args:
        result: the saved result.
        given: what was typed: `F-1a2b3c`, the first digits of a fingerprint, or a check's id.
        where: the result's folder, for the message.

    Raises:
        UsageError: none is meant, or several are; the text names the nearest, or the several.
    """
    findings = result.findings
    if not findings:
        raise UsageError(f"'{given}': the result in {where} holds no findings")
    typed = given.strip().lower()
    digits = typed.removeprefix(_PREFIX)
    found = [one for one in findings if typed == one.id.lower()]
    if not found and len(digits) >= _LEAST:
        found = [one for one in findings if one.fingerprint.startswith(digits)]
    found = found or [one for one in findings if one.check == typed]
    if len(found) == 1:
        return found[0]
    if found:
        told = [f"{one.id} (at {one.step})" for one in found]
        raise UsageError(f"'{given}' is met {len(found)} times in {where}: expected {listed(told)}")
    names = [name for one in findings for name in (one.id, one.check)]
    near = did_you_mean(given, names) or f"; expected an id such as {findings[0].id}, the worst"
    raise UsageError(f"there is no finding '{given}' in {where}{near}")
