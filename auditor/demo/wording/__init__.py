"""The dictionary of the demo shop: every word a shopper reads, once per language, nowhere else."""

from collections.abc import Mapping
from types import MappingProxyType

from auditor.demo.wording import de, en, lv
from auditor.demo.wording.language import Language

LANGUAGES: Mapping[str, Language] = MappingProxyType({words.LANGUAGE.code: words.LANGUAGE for words in (en, de, lv)})

__all__ = ["LANGUAGES", "Language"]
