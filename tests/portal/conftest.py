import pytest
from django.core.cache import cache
from tests.factories import make_home, make_section

from congtin.newsroom.models import PortalSettings
from congtin.portal import frame


@pytest.fixture
def home(db):
    """The home page of a portal that is no demonstration; nothing of an earlier test remembered."""
    cache.clear()
    frame._last_known.clear()
    return make_home()


@pytest.fixture
def section(home):
    return make_section("Thời sự")


@pytest.fixture
def demonstration(home):
    PortalSettings.objects.update(is_demonstration=True)
    return home


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def count_queries(client, django_assert_max_num_queries):
    """The number of queries of a page, the second time it is asked for: sizes are made by then."""

    def count(path):
        assert client.get(path).status_code == 200
        with django_assert_max_num_queries(100) as queries:
            assert client.get(path).status_code == 200
        return len(queries)

    return count
