"""Terms: their averages, first and last years, and what they close with."""

from __future__ import annotations

import re

from congtin.figures.context.state import State
from congtin.figures.drafts import Draft

_SPAN = re.compile(r"\d{4}-\d{4}")


def average_over_terms(
    state: State, low: str, spans: list[tuple[int, int]], drafts: list[Draft], begin: int
) -> None:
    """Yearly averages over a term belong to the term; `từ A lên B` to its first and last year."""
    ends = {last: first for first, last in state.clock.terms}
    if not ends and not any(_SPAN.fullmatch(draft.period or "") for draft in drafts):
        return
    yearly = False
    previous = 0
    for index, (draft, (start, stop)) in enumerate(zip(drafts, spans, strict=True)):
        clause = low[previous or begin : start]
        yearly = (yearly and ";" not in clause) or (
            bool(re.search(r"(?:mỗi|hằng|hàng) năm|bình quân", clause)) and "người" not in clause
        )
        unit = draft.unit or draft.quantity.unit
        per_year = unit.endswith("/năm") and draft.quantity.sort != "money"
        average = per_year or (
            yearly
            and (
                draft.form == "change"
                or re.search(r"(?:mỗi|hằng|hàng) năm", clause)
                or draft.quantity.sort != "money"
            )
        )
        period = draft.period or ""
        if (
            average
            and period.isdecimal()
            and int(period) in ends
            and (per_year or not re.search(r"(?:đến|vào|cuối) (?:cuối )?năm", clause))
        ):
            draft.period = f"{ends[int(period)]}-{period}"
        if re.fullmatch(r"\d{4}-\d{4}", period):
            if (
                draft.cue.word in {"từ", "tăng từ", "giảm từ", "nâng từ"}
                and index + 1 < len(drafts)
                and drafts[index + 1].name == draft.name
            ):
                draft.period = period[:4]
            elif draft.cue.word in {
                "còn",
                "giảm còn",
                "xuống",
                "xuống còn",
                "giảm xuống",
                "giảm xuống còn",
                "lên",
                "tăng lên",
                "nâng lên",
                "lên tới",
                "lên đến",
            } or (
                term_years(period)
                and _closes(draft, unit)
                and not average
                and not (
                    draft.stated and period[:4] in low[low.rfind(";", begin, start) + 1 : stop]
                )
            ):
                draft.period = period[5:]
        previous = stop


def term_years(period: str | None) -> tuple[str, str] | None:
    """Give the years of a term or stage; a school year is one time and none."""
    years = re.fullmatch(r"(\d{4})-(\d{4})", period or "")
    if years is None or int(years[2]) <= int(years[1]) + 1:
        return None
    return years[1], years[2]


def _closes(draft: Draft, unit: str) -> bool:
    """Tell whether a figure is a stock, which a term tells of as it closes."""
    name = draft.name.lower()
    return draft.form == "level" and (
        "/người" in unit
        or name.startswith(("thu nhập bình quân", "tỷ lệ", "tỉ lệ", "grdp bình quân"))
    )
