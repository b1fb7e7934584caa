import pytest

from congtin.search.queries import get_engine
from congtin.search.tantivy_index import TantivyIndex


@pytest.fixture
def folder(settings, tmp_path):
    """Where the index of this test lies; the process's own is opened anew for it."""
    settings.SEARCH_FOLDER = tmp_path / "search"
    get_engine.cache_clear()
    yield settings.SEARCH_FOLDER
    get_engine.cache_clear()


@pytest.fixture
def engine(folder):
    return TantivyIndex(folder)
