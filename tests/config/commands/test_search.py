import re

import pytest
from tests.factories import make_article

from congtin.config.commands import search
from congtin.search.queries import get_engine


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, home):
    settings.SEARCH_FOLDER = tmp_path / "search"
    get_engine.cache_clear()
    yield settings.SEARCH_FOLDER
    get_engine.cache_clear()


def test_status_says_that_there_is_no_index(capsys):
    assert search.main(["status"]) == 1
    assert capsys.readouterr().out.startswith("Chưa có chỉ mục.")


def test_status_counts_documents_and_waiting_changes(capsys):
    make_article("Họp.")
    assert search.main(["rebuild"]) == 0
    make_article("Họp lần nữa.", slug="hai")
    assert capsys.readouterr().out == "Đã dựng xong chỉ mục: 1 mục.\n"
    assert search.main(["status"]) == 0
    told = capsys.readouterr().out
    assert re.search(r"Số mục: +1\n", told)
    assert re.search(r"Thay đổi đang chờ: +[1-9]", told)


def test_another_word_is_refused(capsys):
    with pytest.raises(SystemExit) as end:
        search.main(["destroy"])
    assert end.value.code == 2
