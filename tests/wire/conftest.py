import pytest
from tests.wire.outlet import Outlet

from congtin.wire.retrieve import Retriever


@pytest.fixture
def outlet():
    server = Outlet()
    yield server
    server.close()


@pytest.fixture
def retriever():
    """One that may ask this machine, and does not pause."""
    return Retriever(
        agent="CongTin/test (+http://testserver)", allow_loopback=True, pause_seconds=0
    )
