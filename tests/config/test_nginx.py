"""The generated configuration in the real nginx, before a backend that may be gone."""

import gzip
import http.client
import shutil
import socket
import subprocess
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from tests.pagestore.conftest import make_page

from congtin.config import nginx as configuration
from congtin.config.fronting import get_standard_headers
from congtin.config.nginx import Door, write_configuration
from congtin.pagestore.store import Store
from congtin.pagestore.tags import Touch

BODY = b"<p>Tin cua quan</p>" * 50
MAIN = """
daemon off;
error_log {folder}/error.log;
pid {folder}/nginx.pid;
worker_processes 1;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/congtin.conf;
}}
"""


class Backend(BaseHTTPRequestHandler):
    """Stands for the portal's own server: says that it was asked, and for what."""

    def do_GET(self):
        body = f"backend {self.command} {self.path} {self.headers['Host']}".encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.do_GET()

    def log_message(self, *_):
        pass


def find_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Server:
    def __init__(self, port, store, backend):
        self.port, self.store, self.backend = port, store, backend

    def ask(self, path, method="GET", **fields):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        headers = {"Host": "testserver"} | {k.replace("_", "-"): v for k, v in fields.items()}
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        answer.content = answer.read()
        connection.close()
        return answer

    def stop_backend(self):
        self.backend.shutdown()
        self.backend.server_close()


@pytest.fixture
def server(tmp_path, monkeypatch):
    home = tmp_path / "home"
    home.mkdir()
    tmp_path.chmod(0o755)
    monkeypatch.setenv("CONGTIN_HOME", str(home))
    monkeypatch.setattr(configuration.settings, "BASE_URL", "http://testserver")
    monkeypatch.setattr(configuration.settings, "ALLOWED_HOSTS", ["testserver"])
    store = Store(home / "pages", limit_bytes=10**8)
    store.prepare("1")
    backend = ThreadingHTTPServer(("127.0.0.1", 0), Backend)
    threading.Thread(target=backend.serve_forever, daemon=True).start()
    port = find_port()
    door = Door(listen=f"127.0.0.1:{port}", backend=f"127.0.0.1:{backend.server_port}")
    (tmp_path / "congtin.conf").write_text(write_configuration(door))
    (tmp_path / "nginx.conf").write_text(MAIN.format(folder=tmp_path))
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/bin")
    user = ["-g", "user root;"] if tmp_path.owner() == "root" else []
    process = subprocess.Popen([program, "-c", str(tmp_path / "nginx.conf"), *user])
    _wait_for(port)
    yield Server(port, store, backend)
    process.terminate()
    process.wait(10)
    backend.shutdown()


def _wait_for(port):
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.02)
    raise TimeoutError("nginx did not start")


def keep(server, key="/tin/", body=BODY, **more):
    kind = more.pop("kind", "text/html; charset=utf-8")
    headers = [(name, value) for name, value in get_standard_headers().items()]
    page = make_page(body, "bai:1", headers=headers, **more)
    page = type(page)(
        page.status,
        (("Content-Type", kind), *page.headers[1:]),
        *(page.body, page.tags, page.shapes, None, (), page.shelf),
    )
    assert server.store.put(key, page, server.store.begin())


def test_stored_page_goes_out_with_the_headers_of_the_portal(server):
    keep(server)
    answer = server.ask("/tin/")
    assert (answer.status, answer.content) == (200, BODY)
    assert answer.getheader("Content-Type") == "text/html; charset=utf-8"
    assert answer.getheader("Cache-Control") == "public, max-age=0, must-revalidate"
    for name, value in get_standard_headers().items():
        assert answer.getheader(name) == value
    assert answer.getheader("X-Robots-Tag") is None
    assert answer.getheader("Vary") == "Accept-Encoding"


def test_compressed_variant_is_the_one_on_disk(server):
    keep(server)
    answer = server.ask("/tin/", Accept_Encoding="gzip")
    assert answer.getheader("Content-Encoding") == "gzip"
    assert gzip.decompress(answer.content) == BODY


def test_home_page_and_feeds_have_their_types(server):
    kinds = {
        "/": "text/html; charset=utf-8",
        "/rss.xml": "application/rss+xml; charset=utf-8",
        "/chuyen-muc/thoi-su/atom.xml": "application/atom+xml; charset=utf-8",
        "/sitemap.xml": "application/xml",
        "/sitemap-2020-12.xml": "application/xml",
    }
    for key, kind in kinds.items():
        keep(server, key, kind=kind)
        answer = server.ask(key)
        assert (answer.content, answer.getheader("Content-Type")) == (BODY, kind)


def test_page_of_a_demonstration_asks_not_to_be_indexed(server):
    keep(server, shelf="unlisted")
    assert server.ask("/tin/").getheader("X-Robots-Tag") == "noindex, nofollow"


def test_visitor_who_has_the_page_gets_304_until_it_changes(server):
    keep(server)
    tag = server.ask("/tin/", Accept_Encoding="gzip").getheader("ETag")
    assert server.ask("/tin/", Accept_Encoding="gzip", If_None_Match=tag).status == 304
    # As long, and within the same second.
    server.store.discard([Touch("bai:1")])
    keep(server, body=BODY.replace(b"quan", b"naqu"))
    answer = server.ask("/tin/", Accept_Encoding="gzip", If_None_Match=tag)
    assert answer.status == 200


def test_discarded_page_is_asked_of_the_portal(server):
    keep(server)
    server.store.discard([Touch("bai:1")])
    assert server.ask("/tin/").content == b"backend GET /tin/ testserver"


def test_cleared_store_is_asked_of_the_portal(server):
    keep(server)
    assert server.ask("/tin/").content == BODY
    server.store.clear()
    assert server.ask("/tin/").content == b"backend GET /tin/ testserver"


@pytest.mark.parametrize(
    ("path", "method", "fields"),
    [
        ("/tin/?nam=2021", "GET", {}),
        ("/tin/", "POST", {}),
        ("/tin/", "GET", {"Cookie": "csrftoken=x; sessionid=y"}),
        ("/tin/", "GET", {"Authorization": "Basic eDp5"}),
        ("/tin/+.html", "GET", {}),
        ("/tin/%2b.html", "GET", {}),
        ("/open/tin/", "GET", {}),
        ("/tin", "GET", {}),
        ("/rss.xml.card", "GET", {}),
        ("/rss.xml.gz", "GET", {}),
    ],
)
def test_what_is_no_page_for_everybody_goes_to_the_portal(server, path, method, fields):
    keep(server)
    keep(server, "/rss.xml")
    answer = server.ask(path, method, **fields)
    assert answer.content.startswith(f"backend {method} /".encode())


@pytest.mark.parametrize("path", ["/../index.sqlite3", "/%2e%2e/index.sqlite3", "/tin/../../lock"])
def test_store_shows_nothing_but_pages(server, path):
    keep(server)
    answer = server.ask(path)
    assert answer.status == 400 or answer.content.startswith(b"backend")


def test_stored_pages_are_served_when_the_portal_is_gone(server):
    keep(server)
    server.stop_backend()
    assert server.ask("/tin/").content == BODY
    assert server.ask("/khac/").status == 502


def test_unknown_host_gets_no_file(server):
    keep(server)
    assert server.ask("/tin/", Host="evil.example").content == b"backend GET /tin/ evil.example"
