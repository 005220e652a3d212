#!/usr/bin/env python3
"""The proxies of packaging/, each with the real program that its example is for, in front of a server.

    cargo build --release && /usr/bin/python3 tests/proxies.py [PROXY…]

Needs nginx-light, caddy, haproxy and apache2-bin (Debian), and openssl. Ports, certificates and folders of the examples are replaced,
nothing else. Through each of them: plain HTTP is redirected, pages and the API answer, cookies are those of https, Host
and the path arrive as they were sent, the visitor's own X-Forwarded-For and X-Request-Id are not believed, a body that is too
large gets the server's own answer, and the server may restart between two requests of one visitor.

    PROGRAM   the program instead of target/release/referral
"""

import http.client
import json
import re
import shutil
import socket
import ssl
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# The checkout stays as it was.
sys.dont_write_bytecode = True
sys.path.insert(1, str(Path(__file__).parent / "python"))

from program import REPOSITORY, Server, binary

HOST = "referral.example.org"
# A visitor on another address of loopback than the proxy.
VISITOR = "127.0.0.77"
SPOOFED = "203.0.113.9"


def main() -> int:
    chosen = sys.argv[1:] or list(PROXIES)
    for name in chosen:
        with tempfile.TemporaryDirectory(prefix="referral-proxy-") as folder:
            place = Path(folder)
            # Apache's workers and HAProxy may be other users.
            place.chmod(0o755)
            _certificate(place)
            _try(name, place)
    return 0


def _certificate(place: Path) -> None:
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={HOST}",
         "-addext", f"subjectAltName=DNS:{HOST}", "-keyout", place / "privkey.pem", "-out", place / "fullchain.pem"],
        check=True, stderr=subprocess.DEVNULL,
    )
    (place / "site.pem").write_text((place / "fullchain.pem").read_text() + (place / "privkey.pem").read_text())


def _try(name: str, place: Path) -> None:
    home = place / "server"
    home.mkdir()
    server = Server(binary(), home, {
        "REFERRAL_SERVER__PUBLIC_URL": f"https://{HOST}", "REFERRAL_SERVER__TRUSTED_PROXIES": "127.0.0.1",
        "REFERRAL_ACCOUNTS__SCRYPT_LOG_N": "1", "REFERRAL_LOG__ACCESS": "true",
    })
    with server:
        server.start()
        plain, tls = _free_port(), _free_port()
        text = (REPOSITORY / "packaging" / FILES[name]).read_text().replace("127.0.0.1:8080", server.address)
        line, version = PROXIES[name](place, text, plain, tls)
        said = subprocess.run(version, capture_output=True, text=True)
        found = re.search(r"(\d+\.\d+(\.\d+)?)", said.stdout + said.stderr)
        with (place / "proxy.log").open("wb") as log:
            proxy = subprocess.Popen(line, cwd=place, stdout=log, stderr=log, stdin=subprocess.DEVNULL)
        try:
            _wait(tls, proxy, place)
            _checks(server, plain, tls, place)
        except BaseException:
            print((place / "proxy.log").read_text(errors="replace")[-2000:], server.log()[-2000:], sep="\n")
            raise
        finally:
            proxy.terminate()
            proxy.wait(20)
    print(f"{name} {found[1] if found else ''}: ok", flush=True)


def _wait(port: int, proxy: subprocess.Popen, place: Path) -> None:
    begun = time.monotonic()
    while True:
        assert proxy.poll() is None, (place / "proxy.log").read_text()
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert time.monotonic() - begun < 20, "the proxy does not listen"
            time.sleep(0.05)


class Visitor:
    """One kept connection over TLS from an address of its own."""

    def __init__(self, port: int, place: Path):
        context = ssl.create_default_context(cafile=place / "fullchain.pem")
        raw = socket.create_connection(("127.0.0.1", port), timeout=20, source_address=(VISITOR, 0))
        self._http = http.client.HTTPSConnection(HOST, port, timeout=20)
        self._http.sock = context.wrap_socket(raw, server_hostname=HOST)

    def asks(self, method: str, path: str, body: bytes | None = None, **headers: str) -> tuple[http.client.HTTPResponse, bytes]:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        self._http.request(method, path, body, {"Host": HOST, **names})
        answer = self._http.getresponse()
        return answer, answer.read()


def _checks(server: Server, plain: int, tls: int, place: Path) -> None:
    over_http = http.client.HTTPConnection("127.0.0.1", plain, timeout=20)
    over_http.request("GET", "/login?a=b", headers={"Host": HOST})
    moved = over_http.getresponse()
    assert moved.status in (301, 308), moved.status
    where = re.sub(rf":{tls}(?=/)", "", moved.headers["Location"])
    assert where == f"https://{HOST}/login?a=b", where

    visitor = Visitor(tls, place)
    page, text = visitor.asks("GET", "/login")
    assert page.status == 200 and b"<form" in text, page.status
    assert all(cookie.startswith("__Host-") and "Secure" in cookie for cookie in page.headers.get_all("Set-Cookie") or []), page.headers
    token, text = visitor.asks("GET", "/csrf_token")
    assert token.status == 200 and json.loads(text)["csrf_token"]
    assert any(cookie.startswith("__Host-") for cookie in token.headers.get_all("Set-Cookie") or []), token.headers

    # A path is what was sent: an escaped slash stays one, and a slash at the end is the program's to redirect.
    answer, _ = visitor.asks("GET", "/activate/a%2Fb")
    assert answer.status == 404, answer.status
    assert any("route=\"/activate/{token}\"" in line for line in server.log().splitlines()), server.log()[-500:]
    answer, _ = visitor.asks("GET", "/login/")
    assert answer.status in (301, 302, 303, 307, 308), answer.status
    assert answer.headers["Location"].endswith("/login") and "127.0.0.1" not in answer.headers["Location"]

    body = json.dumps({"email": "nobody@example.org", "password": "a wrong password"}).encode()
    answer, _ = visitor.asks(
        "POST", "/api/v1/login", body, Content_Type="application/json", X_Forwarded_For=SPOOFED, X_Request_Id="of-the-visitor",
    )
    assert answer.status == 401, answer.status
    log = server.log()
    failed = [line for line in log.splitlines() if "sign" in line and VISITOR in line]
    assert failed, f"the log names the visitor's address\n{log[-1500:]}"
    assert SPOOFED not in log, "what the visitor says of its address is not believed"
    assert "of-the-visitor" not in log, "the number of a request is not the visitor's"

    answer, text = visitor.asks("POST", "/api/v1/login", b"x" * 200_000, Content_Type="application/json")
    assert answer.status == 413 and b"problem" in answer.headers["Content-Type"].encode(), (answer.status, text[:200])

    # A restart between two requests.
    visitor = Visitor(tls, place)
    assert visitor.asks("GET", "/healthz")[0].status == 200
    server.stop()
    server.start()
    answer, text = visitor.asks("GET", "/healthz")
    assert answer.status == 200 and text == b"ok", (answer.status, text[:200])


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def _nginx(place: Path, text: str, plain: int, tls: int):
    text = text.replace("/etc/ssl/referral", str(place)).replace("listen 80;", f"listen {plain};")
    text = re.sub(r"\n *listen \[::\].*", "", text).replace("listen 443 ssl http2;", f"listen {tls} ssl http2;")
    (place / "site.conf").write_text(text)
    temporary = "".join(f"{kind}_temp_path {place}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (place / "nginx.conf").write_text(
        f"pid {place}/pid; error_log stderr; daemon off; events {{}} "
        f"http {{ access_log {place}/access.log; {temporary} include {place}/site.conf; }}"
    )
    return ["nginx", "-e", "stderr", "-p", place, "-c", place / "nginx.conf"], ["nginx", "-v"]


def _caddy(place: Path, text: str, plain: int, tls: int):
    site = f"https://{HOST}:{tls} {{\n\ttls {place}/fullchain.pem {place}/privkey.pem"
    text = text.replace(f"\n{HOST} {{", f"\n{site}")
    options = f"{{\n\tadmin off\n\thttp_port {plain}\n\thttps_port {tls}\n\tskip_install_trust\n}}\n"
    (place / "Caddyfile").write_text(options + text)
    return ["env", f"HOME={place}", "caddy", "run", "--adapter", "caddyfile", "--config", place / "Caddyfile"], ["caddy", "version"]


def _haproxy(place: Path, text: str, plain: int, tls: int):
    text = text.replace("/etc/ssl/referral", str(place)).replace("bind :80\n", f"bind :{plain}\n")
    text = text.replace("bind :443 ", f"bind :{tls} ").replace("log /dev/log local0", "log stdout format raw local0")
    (place / "haproxy.cfg").write_text(text)
    return ["haproxy", "-db", "-f", place / "haproxy.cfg"], ["haproxy", "-v"]


def _apache(place: Path, text: str, plain: int, tls: int):
    text = text.replace("/etc/ssl/referral", str(place)).replace("*:80>", f"*:{plain}>").replace("*:443>", f"*:{tls}>")
    modules = ["mpm_event", "authz_core", "ssl", "proxy", "proxy_http", "headers", "unique_id", "setenvif", "alias"]
    loaded = "\n".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so" for name in modules)
    (place / "apache.conf").write_text(
        f"Define APACHE_LOG_DIR {place}\nServerName localhost\nPidFile {place}/pid\nErrorLog {place}/error.log\n"
        f"Mutex pthread\nListen {plain}\nListen {tls}\n{loaded}\nUser www-data\nGroup www-data\n"
        f"LogFormat \"%h %l %u %t \\\"%r\\\" %>s %b\" common\n"
        f"LogFormat \"%h %l %u %t \\\"%r\\\" %>s %b \\\"%{{Referer}}i\\\" \\\"%{{User-Agent}}i\\\"\" combined\n{text}"
    )
    return [shutil.which("apache2") or "/usr/sbin/apache2", "-DFOREGROUND", "-f", place / "apache.conf"], ["apache2", "-v"]


PROXIES = {"nginx": _nginx, "caddy": _caddy, "haproxy": _haproxy, "apache": _apache}
FILES = {"nginx": "nginx.conf", "caddy": "Caddyfile", "haproxy": "haproxy.cfg", "apache": "apache.conf"}

if __name__ == "__main__":
    sys.exit(main())
