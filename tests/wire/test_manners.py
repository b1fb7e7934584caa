import pytest
from django.core.exceptions import ImproperlyConfigured

from congtin.wire.checks import check_loopback
from congtin.wire.manners import get_retriever


def test_tests_may_ask_this_machine():
    assert check_loopback() == []
    assert get_retriever() is get_retriever()


@pytest.mark.parametrize("address", ["https://cong.example.vn", "http://127.0.0.1:8000"])
def test_real_portal_cannot_ask_this_machine(settings, address):
    settings.BASE_URL = address
    assert [problem.id for problem in check_loopback()] == ["wire.E001"]
    with pytest.raises(ImproperlyConfigured):
        get_retriever()


def test_real_portal_without_the_leave_may_ask_others(settings):
    settings.BASE_URL = "https://cong.example.vn"
    settings.WIRE_ALLOWS_LOOPBACK = False
    assert check_loopback() == []
    assert get_retriever() is not None
