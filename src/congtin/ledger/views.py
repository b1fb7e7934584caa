"""The review screen: proposals one after another, each settled with one key."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from congtin.accounts.models import User
from congtin.ledger import actions
from congtin.ledger.addresses import get_plan_path
from congtin.ledger.checking import check_article
from congtin.ledger.enums import ProposalState
from congtin.ledger.errors import LedgerError, ValueConflict
from congtin.ledger.forms import DecisionForm
from congtin.ledger.meaning import Meaning
from congtin.ledger.meanings import get_meanings
from congtin.ledger.models import Indicator, Proposal
from congtin.ledger.queries import get_lost_evidence, get_open_proposals, get_origins
from congtin.newsroom.models import ArticlePage
from congtin.newsroom.queries import get_units_of
from congtin.places.models import Unit

__all__ = [
    "check",
    "confirm",
    "drop_evidence",
    "keep_evidence",
    "reject",
    "reopen",
    "review",
    "review_article",
]

_PER_PAGE = 20
_FIELDS = (
    "indicator_name",
    "unit_name",
    "kind",
    "period",
    "comparator",
    "number",
    "measure",
    "set_by",
)
_DOUBTFUL = Decimal("0.6")
_View = Callable[..., HttpResponse]


def _for_deciders(view: _View) -> _View:
    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not request.user.has_perm("ledger.decide_proposal"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded


@require_GET
@_for_deciders
def review(request: HttpRequest) -> HttpResponse:
    """All open proposals, a page at a time; those of a portal that was moved in by themselves."""
    origin = request.GET.get("tu", "")
    proposals = get_open_proposals(origin=origin)
    page = Paginator(proposals, _PER_PAGE).get_page(request.GET.get("p"))
    return _render_review(
        request,
        list(page),
        page=page,
        origin=origin,
        origins=get_origins(),
        total_open=page.paginator.count,
    )


@require_GET
@_for_deciders
def review_article(request: HttpRequest, article_id: int) -> HttpResponse:
    """The proposals of one article, those settled too, so that they can be reopened."""
    article = get_object_or_404(ArticlePage, pk=article_id)
    proposals = (
        article.proposals.exclude(state=ProposalState.GONE)
        .select_related(
            "indicator", "unit", "article", "target__unit", "result__unit", "decided_by"
        )
        .order_by("start")
    )
    return _render_review(request, list(proposals), article=article)


def check(request: HttpRequest, article_id: int) -> HttpResponse:
    """Between writing and publishing: what is odd, and publication all the same with reasons."""
    page = get_object_or_404(ArticlePage, pk=article_id)
    if not page.permissions_for_user(_get_user(request)).can_publish():
        raise PermissionDenied
    article = page.get_latest_revision_as_object()
    findings = check_article(article)
    reasons = {finding.key: request.POST.get(f"ly-do-{finding.key}", "") for finding in findings}
    problem = ""
    if request.method == "POST":
        try:
            actions.waive_findings(
                article=page, findings=findings, reasons=reasons, by=_get_user(request)
            )
        except LedgerError as error:
            problem = str(error)
        else:
            _publish(page, _get_user(request))
            return redirect("ledger:review_article", page.pk)
    rows = [(finding, reasons[finding.key]) for finding in findings]
    return render(
        request,
        "ledger/check.html",
        {"article": article, "rows": rows, "problem": problem},
        status=422 if problem else 200,
    )


def _publish(page: ArticlePage, user: User) -> None:
    """By approving, where the chain has come to its last step and waits for this very person."""
    state = page.current_workflow_task_state
    task = page.current_workflow_task
    if state and state.workflow_state.is_at_final_task and _may_approve(page, user):
        task.on_action(state, user, "approve")
    else:
        page.get_latest_revision().publish(user=user)


def _may_approve(page: ArticlePage, user: User) -> bool:
    actions_there = page.current_workflow_task.get_actions(page, user)
    return any(name == "approve" for name, *_ in actions_there)


@require_POST
@_for_deciders
def confirm(request: HttpRequest, proposal_id: int) -> HttpResponse:
    proposal = _get(proposal_id)
    form = DecisionForm.for_proposal(proposal, request.POST)
    if not form.is_valid():
        return _answer(request, proposal, form=form)
    words = form.cleaned_data
    try:
        with transaction.atomic():  # no new indicator without its first value
            indicator = form.indicator or actions.make_indicator(
                name=words["indicator_name"], measure=words["measure"], by=_get_user(request)
            )
            actions.confirm_proposal(
                proposal=proposal,
                indicator=indicator,
                unit=form.unit,
                period=words["period"],
                kind=words["kind"],
                amount=form.amount,
                by=_get_user(request),
                set_by=words["set_by"],
                replace={"new": True, "old": False}.get(words["replace"]),
            )
    except ValueConflict as problem:
        return _answer(request, proposal, form=form, conflict=str(problem))
    except LedgerError as problem:
        return _answer(request, proposal, form=form, problem=str(problem))
    return _answer(request, _get(proposal_id))


@require_POST
@_for_deciders
def reject(request: HttpRequest, proposal_id: int) -> HttpResponse:
    return _act(request, proposal_id, actions.reject_proposal)


@require_POST
@_for_deciders
def reopen(request: HttpRequest, proposal_id: int) -> HttpResponse:
    return _act(request, proposal_id, actions.reopen_proposal)


@require_POST
@_for_deciders
def keep_evidence(request: HttpRequest, evidence_id: int) -> HttpResponse:
    return _settle_loss(request, evidence_id, actions.keep_lost_evidence)


@require_POST
@_for_deciders
def drop_evidence(request: HttpRequest, evidence_id: int) -> HttpResponse:
    return _settle_loss(request, evidence_id, actions.drop_lost_evidence)


def _settle_loss(
    request: HttpRequest, evidence_id: int, action: Callable[..., None]
) -> HttpResponse:
    evidence = get_object_or_404(get_lost_evidence(), pk=evidence_id)
    article_id = evidence.article_id
    action(evidence=evidence, by=_get_user(request))
    return redirect("ledger:review_article", article_id)


def _act(request: HttpRequest, proposal_id: int, action: Callable[..., None]) -> HttpResponse:
    try:
        action(proposal=_get(proposal_id), by=_get_user(request))
    except LedgerError as problem:
        return _answer(request, _get(proposal_id), problem=str(problem))
    return _answer(request, _get(proposal_id))


def _get_user(request: HttpRequest) -> User:
    """The decider: `_for_deciders` has let nobody in who is not signed in."""
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _get(proposal_id: int) -> Proposal:
    rows = Proposal.objects.select_related(
        "article", "indicator", "unit", "target__unit", "result__unit", "decided_by"
    )
    return get_object_or_404(rows, pk=proposal_id)


def _render_review(
    request: HttpRequest,
    proposals: list[Proposal],
    **context: Any,
) -> HttpResponse:
    article = context.get("article")
    meanings = get_meanings([each for each in proposals if each.state == ProposalState.OPEN])
    open_count = sum(proposal.state == ProposalState.OPEN for proposal in proposals)
    context = {"total_open": get_open_proposals().count()} | context
    context |= {
        "rows": [_make_row(proposal, meaning=meanings.get(proposal.pk)) for proposal in proposals],
        "open_count": open_count,
        "lost": get_lost_evidence(article),
        "indicators": Indicator.objects.values_list("name", flat=True),
        "units": _get_unit_names(article),
    }
    return render(request, "ledger/review.html", context)


def _make_row(
    proposal: Proposal,
    form: DecisionForm | None = None,
    *,
    meaning: Meaning | None = None,
    **more: str,
) -> dict[str, Any]:
    set_by = meaning.known.set_by if meaning and meaning.known else ""
    form = form or DecisionForm.for_proposal(proposal, set_by=set_by)
    entered = proposal.target or proposal.result
    before = proposal.quotation[: proposal.offset]
    after = proposal.quotation[proposal.offset + len(proposal.surface) :]
    return {
        "proposal": proposal,
        "form": form,
        "fields": [(form[name], name) for name in _FIELDS],
        "before": before,
        "after": after,
        "entered": entered,
        "public_path": (
            get_plan_path(unit_slug=entered.unit.slug, period=entered.period) if entered else ""
        ),
        "is_open": proposal.state == ProposalState.OPEN,
        "is_doubtful": proposal.certainty < _DOUBTFUL,
        "meaning": meaning,
        **more,
    }


def _get_unit_names(article: ArticlePage | None) -> list[str]:
    """The article's own first, then all in being and those that ended, each name once."""
    own = [unit.name for unit in get_units_of(article)] if article else []
    names = Unit.objects.order_by("level", "name").values_list("name", flat=True)
    return list(dict.fromkeys([*own, *names]))


def _answer(
    request: HttpRequest,
    proposal: Proposal,
    *,
    form: DecisionForm | None = None,
    problem: str = "",
    conflict: str = "",
) -> HttpResponse:
    """The row alone for the script; without it, back to the article's screen."""
    meaning = get_meanings([proposal]).get(proposal.pk)
    row = _make_row(proposal, form, meaning=meaning, problem=problem, conflict=conflict)
    failed = bool(problem or conflict or (form and not form.is_valid()))
    if request.headers.get("X-Requested-With") == "fetch":
        return render(request, "ledger/proposal.html", {"row": row}, status=422 if failed else 200)
    if failed:
        return render(
            request,
            "ledger/review.html",
            {
                "rows": [row],
                "article": proposal.article,
                "open_count": 1,
                "indicators": Indicator.objects.values_list("name", flat=True),
                "units": _get_unit_names(proposal.article),
            },
            status=422,
        )
    return redirect("ledger:review_article", proposal.article_id)
