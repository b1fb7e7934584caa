"""The answering process against its server, both real."""

import os
import signal
import subprocess
import sys
import time

_SERVER = """
import multiprocessing, time

def answer():
    from congtin.config import answering
    answering.make_application()
    print("ready", flush=True)
    time.sleep(60)

child = multiprocessing.get_context("fork").Process(target=answer)
child.start()
print(child.pid, flush=True)
child.join()
"""


def _start_server(home):
    server = subprocess.Popen(
        [sys.executable, "-c", _SERVER],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ
        | {"CONGTIN_HOME": str(home), "DJANGO_SETTINGS_MODULE": "congtin.config.settings"},
        start_new_session=True,
    )
    child = int(server.stdout.readline())
    assert server.stdout.readline() == "ready\n"
    return server, child


def _is_there(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as stat:
        return stat.read().rpartition(")")[2].split()[0] != "Z"


def _ends(pid):
    deadline = time.monotonic() + 10
    while _is_there(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not _is_there(pid)


def test_answering_process_ends_with_a_killed_server(tmp_path):
    server, child = _start_server(tmp_path)
    server.kill()
    server.wait()
    assert _ends(child)


def test_ctrl_c_is_left_to_the_server(tmp_path):
    server, child = _start_server(tmp_path)
    os.kill(child, signal.SIGINT)
    time.sleep(0.3)
    assert _is_there(child)
    os.kill(child, signal.SIGTERM)
    assert _ends(child)
    server.wait()
