"""`audit.json` is the document that the schema promises, whatever the pages put into it."""

import json
import os
from pathlib import Path

import jsonschema
import pytest

from auditor.model.result import AuditResult
from reports.json_document import JsonReport
from tests.reports import samples
from tests.reports.conftest import SAMPLES


@pytest.mark.parametrize("name", SAMPLES)
def test_the_document_fits_the_schema(name: str, tmp_path: Path) -> None:
    written = JsonReport().write(getattr(samples, name)(), tmp_path)
    assert written == tmp_path / "audit.json"
    jsonschema.validate(json.loads(written.read_text(encoding="utf-8")), AuditResult.model_json_schema())


def test_the_document_reads_back_as_the_same_result(tmp_path: Path) -> None:
    result = samples.rough()
    assert AuditResult.model_validate_json(JsonReport().write(result, tmp_path).read_bytes()) == result


def test_the_text_is_for_people_too(tmp_path: Path) -> None:
    text = JsonReport().write(samples.rough(), tmp_path).read_text(encoding="utf-8")
    assert text.startswith('{\n  "schema_version": 1,\n  "tool": {\n')
    assert text.endswith("\n}\n")
    assert "Brīvības iela 12" in text


def test_the_same_result_gives_the_same_bytes(tmp_path: Path) -> None:
    first = JsonReport().write(samples.rough(), tmp_path).read_bytes()
    assert JsonReport().write(samples.rough(), tmp_path).read_bytes() == first


def test_half_a_surrogate_pair_becomes_a_replacement_character(tmp_path: Path) -> None:
    document = json.loads(JsonReport().write(samples.hostile(), tmp_path).read_bytes())
    quote = next(one for one in document["findings"][0]["evidence"] if one["kind"] == "quote")
    assert quote["text"].endswith("\ufffd")


def test_a_failed_write_leaves_the_earlier_file_and_no_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = JsonReport().write(samples.smooth(), tmp_path)
    before = path.read_bytes()

    def full_disk(_: int) -> None:
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(OSError, match="space"):
        JsonReport().write(samples.rough(), tmp_path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]
