"""A real web server on loopback that answers as a test says, well or badly."""

import contextlib
import socket
import struct
import threading
import time
from collections import defaultdict
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

__all__ = ["Outlet"]


class Outlet:
    """Each path has a list of answers: the last one is given again and again."""

    def __init__(self, host="127.0.0.1"):
        self._answers = {}
        self._at = defaultdict(int)
        self._lock = threading.Lock()
        self.requests = []
        self._server = _Server((host, 0), _Handler)
        self._server.outlet = self
        self.address = f"http://{host}:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    def close(self):
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def put(self, path, body=b"", *, status=200, kind="text/html; charset=utf-8", **headers):
        """Answer this path so, after the answers put before. Gives the whole address."""
        content = body.encode() if isinstance(body, str) else body
        named = {"Content-Type": kind} | {
            name.replace("_", "-").title(): value for name, value in headers.items()
        }

        def answer(handler):
            handler.answer(status, named, content)

        return self.put_deed(path, answer)

    def put_deed(self, path, deed: Callable):
        """Let a function of the handler answer: it may do whatever it wants with the socket."""
        self._answers.setdefault(path, []).append(deed)
        return self.address + path

    def forget(self, path):
        self._answers.pop(path, None)

    def count(self, path):
        return sum(asked == path for asked, _ in self.requests)

    def find(self, path):
        with self._lock:
            answers = self._answers.get(path)
            if not answers:
                return None
            place = min(self._at[path], len(answers) - 1)
            self._at[path] += 1
            return answers[place]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request, client_address):
        """Clients that go away in the midst of an answer are what is tested."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        outlet = self.server.outlet
        outlet.requests.append((self.path, dict(self.headers)))
        deed = outlet.find(self.path)
        if deed is None:
            self.answer(404, {}, b"")
        else:
            deed(self)

    def answer(self, status, headers, content):
        if headers.get("Etag") and headers["Etag"] == self.headers.get("If-None-Match"):
            status, content = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if "Content-Length" not in headers:
            self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        with contextlib.suppress(OSError):
            self.wfile.write(content)

    def drip(self, content, *, pause_seconds):
        """One byte after another."""
        for place in range(len(content)):
            try:
                self.wfile.write(content[place : place + 1])
                self.wfile.flush()
            except OSError:
                return
            time.sleep(pause_seconds)

    def reset(self):
        """Slam the door: the client reads a reset."""
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.connection.close()

    def log_message(self, *_):
        pass
