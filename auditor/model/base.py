"""The base of every record: frozen, validated, no unknown fields."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen record; collections are tuples, so that a record never changes once made."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Box(Record):
    """A rectangle in CSS pixels; `x` and `y` from the top left corner of the document."""

    x: float
    y: float
    width: float
    height: float

    @property
    def area(self) -> float:
        """Area in square CSS pixels."""
        return self.width * self.height
