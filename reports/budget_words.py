"""What is said of budgets, and of figures that do not tell."""

from auditor.model.metric import METRICS, Metric
from auditor.model.result import AuditResult, BudgetResult
from reports.text import counted

_VERDICTS = {
    ("over", "error"): "over",
    ("over", "warn"): "warning",
    ("inconclusive", "error"): "inconclusive",
    ("inconclusive", "warn"): "inconclusive",
    ("within", "error"): "within",
    ("within", "warn"): "within",
}


def budget_verdict(budget: BudgetResult) -> str:
    """The verdict in a word; a budget of level warn that is exceeded is a warning."""
    return _VERDICTS[budget.verdict, budget.level]


def budget_words(budget: BudgetResult) -> str:
    """A budget at its place: measured, limit, spread, conditions. Figures are exact, so that what is near is told."""
    metric = METRICS.get(budget.metric) or Metric(budget.metric, budget.unit)
    at = f"{metric.label[:1].upper()}{metric.label[1:]} at {budget.where}"
    limit = metric.told(budget.limit)
    if budget.unmeasured:
        return f"{at}: not measured, up to {limit} allowed; {budget.unmeasured}"
    spread = ""
    if budget.attempts > 1:
        low, high = metric.told(budget.low), metric.told(budget.high)
        spread = f" ({budget.aggregate} of {counted(budget.attempts, 'attempt')}, {low} to {high})"
    told = f"{at}: {metric.told(budget.measured)}{spread}, up to {limit} allowed"
    return "; ".join([told, *_conditions(budget)])


def budgets_within(result: AuditResult) -> str:
    """How many budgets were met, in words; empty where there was none."""
    met = sum(one.verdict == "within" for one in result.budgets)
    return f"{counted(met, 'figure')} within {'its budget' if met == 1 else 'their budgets'}" if met else ""


def _conditions(budget: BudgetResult) -> list[str]:
    warm = ["warm cache"] if budget.cache == "warm" else []
    return warm + ([budget.conditions] if budget.conditions else [])
