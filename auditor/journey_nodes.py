"""Reading YAML nodes with errors that name file, line and the nearest valid name."""

from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

import yaml

from auditor.errors import JourneyFileError
from auditor.suggestion import did_you_mean, listed

_TRUE, _FALSE = ("true", "yes", "on"), ("false", "no", "off")
_NULLS = ("", "~", "null")


class Source:
    """A file whose nodes are read."""

    def __init__(self, path: Path) -> None:
        """Read nodes of the file at `path`."""
        self.path = path

    def error(self, node: yaml.Node | None, text: str) -> JourneyFileError:
        """An error at a node."""
        line = node.start_mark.line + 1 if node is not None else 1
        return JourneyFileError(f"{self.path}:{line}: {text}")

    def key(self, node: yaml.Node) -> str:
        """A mapping's key; underscores are read as dashes."""
        if not isinstance(node, yaml.ScalarNode):
            raise self.error(node, "a key must be a plain word")
        return str(node.value).replace("_", "-")

    def mapping(self, node: yaml.Node | None, expected: str, keys: Sequence[str], *, noun: str = "key") -> "Mapping":
        """A mapping of known keys, each at most once."""
        if not isinstance(node, yaml.MappingNode):
            raise self.error(node, f"expected {expected}")
        found: dict[str, yaml.Node] = {}
        for key_node, value in node.value:
            key = self.key(key_node)
            if key not in keys:
                hint = did_you_mean(key, keys) or f"; expected {listed(keys)}"
                raise self.error(key_node, f"unknown {noun} '{key_node.value}'{hint}")
            if key in found:
                raise self.error(key_node, f"'{key}' is there twice")
            found[key] = value
        return Mapping(self, node, found)

    def items(self, node: yaml.Node, expected: str) -> Iterable[yaml.Node]:
        """The items of a list."""
        if not isinstance(node, yaml.SequenceNode):
            raise self.error(node, f"expected {expected}")
        return list(node.value)

    def name(self, node: yaml.Node, names: Collection[str], noun: str) -> str:
        """One of the names; underscores are read as dashes."""
        if not isinstance(node, yaml.ScalarNode):
            raise self.error(node, f"expected the name of an {noun} or a mapping")
        name = str(node.value).replace("_", "-")
        if name not in names:
            hint = did_you_mean(name, names) or f"; expected {listed(names)}"
            raise self.error(node, f"unknown {noun} '{node.value}'{hint}")
        return name

    def text(self, node: yaml.Node, expected: str) -> str:
        """A text; numbers are taken as they are written."""
        if not isinstance(node, yaml.ScalarNode) or self.is_null(node):
            raise self.error(node, f"expected {expected}")
        return str(node.value)

    def texts(self, node: yaml.Node, expected: str) -> dict[str, str]:
        """A mapping of texts to texts."""
        if not isinstance(node, yaml.MappingNode):
            raise self.error(node, f"expected {expected}")
        return {self.text(key, "a label"): self.text(value, "a value") for key, value in node.value}

    def is_null(self, node: yaml.Node) -> bool:
        """Whether nothing is written there."""
        return isinstance(node, yaml.ScalarNode) and node.style is None and node.value.lower() in _NULLS

    def is_true(self, node: yaml.Node) -> bool:
        """Whether a plain `true` is written there."""
        return isinstance(node, yaml.ScalarNode) and node.style is None and node.value.lower() == "true"


class Mapping:
    """A mapping whose keys are known to be valid; its readers return None for what is not there."""

    def __init__(self, source: Source, at: yaml.Node, nodes: dict[str, yaml.Node]) -> None:
        """Made by `Source.mapping`."""
        self.at = at
        self._source = source
        self._nodes = nodes

    @classmethod
    def empty(cls, source: Source, at: yaml.Node) -> "Mapping":
        """A mapping without keys."""
        return cls(source, at, {})

    def node(self, key: str) -> yaml.Node | None:
        """The node of a key."""
        return self._nodes.get(key)

    def required(self, key: str) -> yaml.Node:
        """The node of a key that must be there."""
        node = self._nodes.get(key)
        if node is None:
            raise self._source.error(self.at, f"'{key}' is missing")
        return node

    def text(self, key: str) -> str | None:
        """A text."""
        node = self._nodes.get(key)
        return None if node is None else self._source.text(node, f"a text for {key}")

    def required_text(self, key: str, *, allow_empty: bool = False) -> str:
        """A text that must be there; `""` is one where it may be empty."""
        node = self.required(key)
        if allow_empty and isinstance(node, yaml.ScalarNode) and node.style is not None and node.value == "":
            return ""
        return self._source.text(node, f"a text for {key}")

    def choice(self, key: str, names: Collection[str]) -> str | None:
        """One of several names."""
        text = self.text(key)
        if text is not None and text not in names:
            hint = did_you_mean(text, names)
            raise self._source.error(self._nodes[key], f"{key} '{text}': expected {listed(names)}{hint}")
        return text

    def number(self, key: str, least: float, most: float) -> float | None:
        """A number between two others, both included."""
        text = self.text(key)
        if text is None:
            return None
        try:
            number = float(text)
        except ValueError:
            number = float("nan")
        if not least <= number <= most:
            expected = f"a number from {least:g} to {most:g}"
            raise self._source.error(self._nodes[key], f"{key} '{text}': expected {expected}")
        return number

    def flag(self, key: str) -> bool | None:
        """Yes or no."""
        text = self.text(key)
        if text is None:
            return None
        if text.lower() not in _TRUE + _FALSE:
            raise self._source.error(self._nodes[key], f"{key} '{text}': expected true or false")
        return text.lower() in _TRUE
