import socket
import threading

import pytest

from congtin.config.serving import (
    AlreadyRunning,
    PortTaken,
    check_port,
    hold_folder,
    read_port,
    serve,
)


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


@pytest.mark.parametrize(("host", "port"), [("203.0.113.1", 8000), ("127.0.0.1", 70_000)])
def test_address_that_is_not_this_machines_is_not_called_taken(host, port):
    with pytest.raises(RuntimeError, match=f"không cho dùng cổng {port}") as caught:
        check_port(host, port)
    assert not isinstance(caught.value, PortTaken)


def test_folder_is_held_by_one_server_at_a_time(monkeypatch, tmp_path):
    monkeypatch.setenv("CONGTIN_HOME", str(tmp_path))
    with hold_folder(), pytest.raises(AlreadyRunning, match=str(tmp_path)), hold_folder():
        pass
    with hold_folder():
        pass


@pytest.mark.parametrize(("text", "port"), [("8123", 8123), ("", 8000), ("65535", 65535)])
def test_port_is_that_of_the_variable(monkeypatch, text, port):
    monkeypatch.setenv("PORT", text)
    assert read_port() == port


@pytest.mark.parametrize("text", ["0", "65536", "-1", "80a", "²"])
def test_what_is_no_port_ends_with_a_sentence(monkeypatch, capsys, text):
    monkeypatch.setenv("PORT", text)
    with pytest.raises(SystemExit, match="2"):
        read_port()
    assert capsys.readouterr().err == f"PORT phải là số từ 1 đến 65535, không phải “{text}”.\n"


def test_no_thread_runs_when_the_server_forks(monkeypatch, tmp_path):
    """A lock that a thread holds at that moment would stay held in the process that answers."""
    threads = []

    class Server:
        def __init__(self, *_, **__):
            pass

        def serve(self):
            threads.extend(set(threading.enumerate()) - before)

    before = set(threading.enumerate())
    monkeypatch.setattr("granian.Granian", Server)
    monkeypatch.setenv("CONGTIN_HOME", str(tmp_path))
    monkeypatch.setenv("PORT", "0")
    assert serve(host="127.0.0.1", port=1, with_worker=False) == 0
    assert threads == []
