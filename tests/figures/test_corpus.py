"""Scores on the development half of the corpus never fall below what was reached."""

from pathlib import Path

from scripts import score_figures

from congtin.figures import read, to_dict

CORPUS = Path(__file__).parent.parent / "corpus" / "develop"
BUGS = CORPUS.parent / "bugs"


def test_scores_hold():
    score = score_figures.Score()
    for document in score_figures.load_documents(CORPUS):
        figures = [to_dict(figure) for figure in read(document["text"])]
        score_figures.score_document(score, document, figures)
    counts = score.counts
    assert 2 * counts["figure"] / (counts["predicted"] + counts["annotated"]) >= 0.96
    assert 2 * counts["complete"] / (counts["predicted"] + counts["annotated"]) >= 0.70
    assert counts["negative"] <= 10


def test_wrong_readings_of_time_and_kind_stay_mended():
    score = score_figures.Score()
    for document in score_figures.load_documents(BUGS):
        figures = [to_dict(figure) for figure in read(document["text"])]
        score_figures.score_document(score, document, figures)
    counts = score.counts
    assert counts["period"] / counts["period_of"] >= 0.98
    assert counts["kind"] / counts["matched"] >= 0.98
