"""The examples of the documentation are run."""

import doctest
from pathlib import Path

DOCS = Path(__file__).parent.parent.parent / "docs"


def test_examples_of_the_page_are_true():
    finder = doctest.DocTestParser()
    test = finder.get_doctest(
        (DOCS / "figures.md").read_text("utf-8").replace("\n```", "\n\n```"),
        {},
        "figures.md",
        None,
        0,
    )
    runner = doctest.DocTestRunner()
    runner.run(test)
    assert (runner.failures, runner.tries > 5) == (0, True)
