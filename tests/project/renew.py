"""Write the parts of the documents that follow from the code anew: `python -m tests.project.renew`."""

from tests.project.documents import (
    BUDGETS,
    COMPARISON_SCHEMA,
    MAP_SCHEMA,
    README,
    SCHEMA,
    checks_table,
    metrics_table,
    schema,
    with_section,
)


def main() -> None:
    """Write them."""
    text = README.read_text(encoding="utf-8")
    README.write_text(with_section(text, "checks", checks_table()), encoding="utf-8")
    text = BUDGETS.read_text(encoding="utf-8")
    BUDGETS.write_text(with_section(text, "metrics", metrics_table()), encoding="utf-8")
    SCHEMA.write_text(schema(), encoding="utf-8")
    COMPARISON_SCHEMA.write_text(schema("comparison"), encoding="utf-8")
    MAP_SCHEMA.write_text(schema("map"), encoding="utf-8")


if __name__ == "__main__":
    main()
