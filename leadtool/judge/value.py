"""What a lead may be worth: from low to high, with its basis.

The first basis there is: the deal's own amount; products of `[[value.products]]` that fit (one purchase against repeat purchases
over the horizon); budget; income; company size, each as its column has it, else as notes or enquiry say it. Without any, the
value is empty: unknown, not nothing.
"""

import pyarrow as pa
import pyarrow.compute as pc

from leadtool.chunks import text
from leadtool.config import Product, Value
from leadtool.judge.combos import each_combination
from leadtool.judge.figures import Range, parse_range, plain
from leadtool.judge.said import figure_column
from leadtool.model import Context
from leadtool.vocab import fold


def values(chunk: pa.Table, context: Context) -> list[pa.Array]:
    """The columns lt_value_low, lt_value_high and lt_value_basis."""
    said = context.settings.value
    wants_words = any(product.words for product in said.products)
    words = [text(chunk, name if wants_words else "\0") for name in ("enquiry", "notes", "tags")]

    def judge(deal: str, budget: str, income: str, employees: str, *texts: str) -> tuple[str, str, str]:
        return value_of(said, deal, budget, income, employees, " ".join(texts))

    figures = [text(chunk, "deal_value")]
    for name in ("budget", "income", "employees"):
        column, spoken = text(chunk, name), figure_column(chunk, context, name)
        figures.append(pc.if_else(pc.equal(column, ""), spoken, column))
    return each_combination([*figures, *words], judge, 3)


def value_of(said: Value, deal: str, budget: str, income: str, employees: str, words: str) -> tuple[str, str, str]:
    """Low, high and basis of one lead's value."""
    amount = _positive(parse_range(deal))
    if amount:
        return _cells(amount, 1.0, 1.0, "deal value", said.currency)
    fitting = [product for product in said.products if _fits(product, income, employees, words)]
    if fitting:
        low = min(product.price for product in fitting)
        high = max(product.price * max(product.per_year * said.horizon_years, 1.0) for product in fitting)
        names = ", ".join(product.name for product in fitting)
        return plain(low), plain(high), f"products {said.currency}: {names}"
    amount = _positive(parse_range(budget))
    if amount:
        return _cells(amount, said.budget_share, 1.0, "budget", said.currency)
    amount = _positive(parse_range(income))
    if amount and said.income_share:
        return _cells(amount, said.income_share, said.income_share * said.horizon_years, "income", said.currency)
    amount = _positive(parse_range(employees))
    if amount and said.per_employee:
        return _cells(amount, said.per_employee, said.per_employee * max(said.horizon_years, 1.0), "company size", said.currency)
    return "", "", ""


def _positive(amount: Range) -> Range | None:
    return amount if (amount.low or 0) > 0 or (amount.high or 0) > 0 else None


def _cells(amount: Range, low_share: float, high_share: float, basis: str, otherwise: str) -> tuple[str, str, str]:
    """Both ends as cells; a missing lower end is 0, a missing upper end the lower one."""
    low = amount.low if amount.low is not None else 0.0
    high = amount.high if amount.high is not None else low
    ends = sorted((low * low_share, high * max(high_share, low_share)))
    return plain(ends[0]), plain(ends[1]), f"{basis} {amount.currency or otherwise}"


def _fits(product: Product, income: str, employees: str, words: str) -> bool:
    """Whether a product is for this lead, by its words, company size and income."""
    if product.words:
        folded = f" {fold(words)} "
        if not any(f" {fold(word)} " in folded for word in product.words):
            return False
    for least, cell in ((product.employees_min, employees), (product.income_min, income)):
        known = parse_range(cell)
        if least is not None and (known.high or known.low or 0) < least:
            return False
    return True
