"""What was ordered from a source against what was delivered: leads that are off-spec."""

import pyarrow as pa

from leadtool.chunks import text
from leadtool.config import Settings, Spec
from leadtool.judge.combos import each_combination
from leadtool.judge.figures import parse_range, shown
from leadtool.vocab import fold

_HAS = {
    "email": "lt_email",
    "phone": "lt_phone",
    "mobile": "lt_mobile",
    "company": "lt_company",
    "website": "website",
    "linkedin": "linkedin",
}
_COLUMNS = ("lt_country", "lt_state", "lt_job_level", "lt_job_function", "industry", "employees", "income", "revenue")


def off_spec(chunk: pa.Table, settings: Settings) -> pa.Array:
    """For each row the parts of the order it fails ("country DE, job level staff"), or ""; unknown fails nothing but `has`."""
    wanted = {name: source.spec for name, source in settings.sources.items() if source.spec != Spec()}
    if not wanted:
        return text(chunk, "\0")
    has = sorted({field for spec in wanted.values() for field in spec.has})

    def judge(source: str, *cells: str) -> tuple[str]:
        spec = wanted.get(source)
        if spec is None:
            return ("",)
        known = dict(zip((*_COLUMNS, *has), cells, strict=True))
        return (", ".join(_failed(spec, known)),)

    columns = [text(chunk, "lt_source"), *(text(chunk, name) for name in _COLUMNS), *(text(chunk, _HAS.get(f, f)) for f in has)]
    return each_combination(columns, judge, 1)[0]


def _failed(spec: Spec, known: dict[str, str]) -> list[str]:
    failed = []
    country, level, function = known["lt_country"], known["lt_job_level"], known["lt_job_function"]
    if spec.countries and country and country not in {one.upper() for one in spec.countries}:
        failed.append(f"country {country}")
    if spec.states and known["lt_state"] and fold(known["lt_state"]) not in {fold(one) for one in spec.states}:
        failed.append(f"state {known['lt_state']}")
    if spec.job_levels and level not in ("", "unknown") and level not in spec.job_levels:
        failed.append(f"job level {level}")
    if spec.job_functions and function not in ("", "unknown") and function not in spec.job_functions:
        failed.append(f"job function {function}")
    if spec.industries and known["industry"] and not any(fold(one) in fold(known["industry"]) for one in spec.industries):
        failed.append(f"industry {known['industry']}")
    size = parse_range(known["employees"])
    too_few = spec.employees_min is not None and size.high is not None and size.high < spec.employees_min
    too_many = spec.employees_max is not None and size.low is not None and size.low > spec.employees_max
    if too_few or too_many:
        failed.append(f"employees {shown(known['employees'])}")
    for name, least in (("income", spec.income_min), ("revenue", spec.revenue_min)):
        amount = parse_range(known[name])
        if least is not None and amount.high is not None and amount.high < least:
            failed.append(f"{name} {shown(known[name])}")
    return failed + [f"no {field}" for field in spec.has if not known[field]]
