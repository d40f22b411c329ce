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

    def gaps_to(self, other: "Box") -> tuple[float, float]:
        """How far another box stands from this one, across and down, in CSS pixels; 0 where they overlap that way."""
        across = max(self.x - other.x - other.width, other.x - self.x - self.width, 0)
        down = max(self.y - other.y - other.height, other.y - self.y - self.height, 0)
        return across, down
