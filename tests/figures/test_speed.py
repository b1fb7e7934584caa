"""The quick half of the benchmark: time grows with the text, and hostile texts end."""

from benchmarks import figures_speed


def test_time_grows_with_the_text_and_hostile_texts_end():
    assert figures_speed.main(["--quick"]) == 0
