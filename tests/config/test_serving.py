import socket

import pytest

from congtin.config.serving import AlreadyRunning, PortTaken, check_port, hold_folder


@pytest.fixture
def listener():
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        yield server.getsockname()[1]


def test_taken_port_is_named_with_a_way_out(listener):
    with pytest.raises(PortTaken) as caught:
        check_port("127.0.0.1", listener)
    assert str(caught.value) == (
        f"cổng {listener} đang có chương trình khác dùng. "
        f"Chọn cổng khác, ví dụ: make run PORT={listener + 1}"
    )


def test_free_port_passes_and_stays_free():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    for _ in range(2):
        check_port("127.0.0.1", port)


def test_folder_is_held_by_one_server_at_a_time(monkeypatch, tmp_path):
    monkeypatch.setenv("CONGTIN_HOME", str(tmp_path))
    with hold_folder(), pytest.raises(AlreadyRunning, match=str(tmp_path)), hold_folder():
        pass
    with hold_folder():
        pass
