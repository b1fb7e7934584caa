"""What is odd about an article's figures, told before it is published. Pure.

Each finding names the sentence and can be waved through with a reason; none forbids anything.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256

from congtin.figures import Figure
from congtin.ledger.meaning import Meaning, Sense
from congtin.ledger.measures import convert
from congtin.ledger.periods import read_span
from congtin.ledger.progress import Stated
from congtin.vietnamese.formatting import format_number, trim_zeros

__all__ = ["Checked", "Finding", "find_oddities"]

_POINT = Decimal(1)
_PLANS = ("kế hoạch", "dự toán", "chỉ tiêu", "KH")
_YEAR_BEFORE = ("cùng kỳ", "năm trước", "năm ngoái")


@dataclass(frozen=True, slots=True)
class Checked:
    """A figure with its sentence, what it would mean, and the ledger's values beside it."""

    figure: Figure
    sentence: str
    period: str
    meaning: Meaning | None = None
    target: Stated | None = None
    last_year: Stated | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """`key` stays the same as long as rule and sentence do, so that a waiver holds."""

    rule: str
    sentence: str
    text: str

    @property
    def key(self) -> str:
        return sha256(f"{self.rule}\n{self.sentence}".encode()).hexdigest()[:16]


def find_oddities(checked: Sequence[Checked], *, today: dt.date) -> list[Finding]:
    """All findings in the order of the sentences, each rule once for a sentence."""
    found: dict[str, Finding] = {}
    for each in checked:
        for rule in (_check_meaning, _check_fraction, _check_plan_share, _check_ratio):
            for finding in rule(each):
                found.setdefault(finding.key, finding)
        for finding in _check_future(each, today):
            found.setdefault(finding.key, finding)
    for finding in _check_parts(checked):
        found.setdefault(finding.key, finding)
    return list(found.values())


def _check_meaning(each: Checked) -> Iterator[Finding]:
    if each.meaning and each.meaning.sense in {Sense.THOUSANDFOLD, Sense.DIFFERENT}:
        yield Finding(each.meaning.sense.value, each.sentence, each.meaning.sentence)


def _check_fraction(each: Checked) -> Iterator[Finding]:
    """“45/60 tỷ đồng, đạt 80%” is 75 %."""
    figure = each.figure
    if figure.value is None or not figure.total:
        return
    share = _find_share(figure, ())
    real = figure.value / figure.total * 100
    if share is not None and abs(real - share) > _POINT:
        yield Finding("fraction", each.sentence, _say_mismatch(real, share))


def _check_plan_share(each: Checked) -> Iterator[Finding]:
    share = _find_share(each.figure, _PLANS)
    if share is None or each.target is None or not each.target.value or each.figure.total:
        return
    value = _value_in(each.figure, each.target.measure)
    if value is None:
        return
    real = value / each.target.value * 100
    if abs(real - share) > _POINT:
        goal = f"{format_number(trim_zeros(each.target.value))} {each.target.measure}"
        yield Finding(
            "plan-share", each.sentence, f"{_say_mismatch(real, share)} Sổ ghi mức đề ra {goal}."
        )


def _check_ratio(each: Checked) -> Iterator[Finding]:
    """“tăng 108% so với cùng kỳ” where the value is 108 % of last year's."""
    if each.last_year is None or not each.last_year.value:
        return
    value = _value_in(each.figure, each.last_year.measure)
    if value is None:
        return
    real = value / each.last_year.value * 100
    for change in each.figure.change:
        if change.direction != "up" or change.unit != "%" or not isinstance(change.amount, Decimal):
            continue
        if any(word in (change.base or "") for word in _YEAR_BEFORE) and (
            abs(real - change.amount) <= _POINT
        ):
            yield Finding(
                "ratio",
                each.sentence,
                f"Câu viết tăng {format_number(change.amount)}%, nhưng số này bằng "
                f"{_percent(real)} năm trước. Có phải ý là “bằng {format_number(change.amount)}%”?",
            )


def _check_future(each: Checked, today: dt.date) -> Iterator[Finding]:
    span = read_span(each.period)
    if each.figure.kind == "result" and span is not None and span.first > today:
        yield Finding(
            "future",
            each.sentence,
            f"Kỳ {each.period} chưa tới mà câu viết như đã có kết quả. Có phải là mức đề ra?",
        )


def _check_parts(checked: Sequence[Checked]) -> Iterator[Finding]:
    """Parts named in one sentence must not exceed their whole."""
    wholes = {each.figure.name: each for each in checked if each.figure.value is not None}
    parts: dict[str, list[Checked]] = defaultdict(list)
    for each in checked:
        if each.figure.parent and each.figure.form == "level":
            parts[each.figure.parent].append(each)
    for name, group in parts.items():
        whole = wholes.get(name)
        if whole is None or whole.figure.value is None:
            continue
        values = [_value_in(each.figure, whole.figure.unit) for each in group]
        known = [value for value in values if value is not None]
        if len(known) == len(group) and sum(known) > whole.figure.value * Decimal("1.005"):
            yield Finding(
                "parts",
                whole.sentence,
                f"Các phần cộng lại là {format_number(Decimal(sum(known)))} {whole.figure.unit}, "
                f"lớn hơn tổng {whole.figure.surface} {whole.figure.unit}.",
            )


def _find_share(figure: Figure, bases: tuple[str, ...]) -> Decimal | None:
    for share in figure.share_of:
        fits = not bases or any(base in (share.of or "") for base in bases)
        if fits and share.unit == "%" and isinstance(share.amount, Decimal):
            return share.amount
    return None


def _value_in(figure: Figure, measure: str) -> Decimal | None:
    if figure.value is None or figure.form != "level":
        return None
    return convert(figure.value, from_=figure.unit, to=measure)


def _say_mismatch(real: Decimal, stated: Decimal) -> str:
    return f"Câu viết {format_number(stated)}%, tính ra {_percent(real)}."


def _percent(value: Decimal) -> str:
    return f"{format_number(value.quantize(Decimal('0.1')))}%"
