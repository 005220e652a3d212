"""A real mail server for the program to send to: STARTTLS by a certificate of its own authority, and a password."""

import asyncio
import logging
import re
import ssl
import subprocess
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

USERNAME = "postman"
PASSWORD = "a password that only a file knows"

# The program delivers at once; this only bounds a walk that fails.
DEADLINE_SECONDS = 30


# Warns of its own old names with every letter.
logging.getLogger("mail.log").setLevel(logging.ERROR)


class Authority:
    """A certificate authority that nobody else knows, and the certificate it gave to localhost."""

    def __init__(self, folder: Path):
        self.root = folder / "root.pem"
        self.key = folder / "server.key"
        self.certificate = folder / "server.pem"
        root_key, request, names = folder / "root.key", folder / "server.csr", folder / "names"
        names.write_text("subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n")
        new = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes"]
        _openssl("req", "-x509", *new, "-keyout", root_key, "-out", self.root, "-days", "2",
                 "-subj", "/CN=Root of one test", "-addext", "basicConstraints=critical,CA:TRUE")
        _openssl("req", *new, "-keyout", self.key, "-out", request, "-subj", "/CN=localhost")
        _openssl("x509", "-req", "-in", request, "-CA", self.root, "-CAkey", root_key, "-CAcreateserial",
                 "-out", self.certificate, "-days", "2", "-extfile", names)


def _openssl(*arguments: object) -> None:
    done = subprocess.run(["openssl", *map(str, arguments)], stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"openssl {arguments[0]}: {done.stderr}")


class MailServer:
    """Takes every letter, by TLS and with the right password alone, and keeps it until somebody asks for it."""

    def __init__(self, authority: Authority):
        self._tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self._tls.load_cert_chain(authority.certificate, authority.key)
        self._arrived = threading.Condition()
        self._letters: list[tuple[str, EmailMessage]] = []
        self._loop = asyncio.new_event_loop()
        self._server = self._loop.run_until_complete(self._loop.create_server(self._session, "127.0.0.1", 0))
        self.port = self._server.sockets[0].getsockname()[1]
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def _session(self) -> SMTP:
        return SMTP(
            self, hostname="localhost", tls_context=self._tls, require_starttls=True,
            auth_required=True, authenticator=_check, enable_SMTPUTF8=True, loop=self._loop,
        )

    async def handle_DATA(self, _server, session, envelope) -> str:
        if not session.ssl or not session.authenticated:
            return "530 5.7.0 No letter without TLS and a password"
        letter = message_from_bytes(envelope.content, policy=policy.default)
        with self._arrived:
            for recipient in envelope.rcpt_tos:
                self._letters.append((recipient, letter))
            self._arrived.notify_all()
        return "250 2.0.0 Taken"

    def take(self, recipient: str) -> EmailMessage:
        """The oldest letter to this address that nobody took yet; waits for it."""
        def index():
            return next((i for i, (to, _) in enumerate(self._letters) if to == recipient), None)

        with self._arrived:
            if not self._arrived.wait_for(lambda: index() is not None, DEADLINE_SECONDS):
                raise AssertionError(f"no letter to {recipient} in {DEADLINE_SECONDS} s; there are {self.left()}")
            return self._letters.pop(index())[1]

    def left(self) -> list[str]:
        """To whom there are letters that nobody took."""
        with self._arrived:
            return [to for to, _ in self._letters]

    def stop(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._server.close()
        self._loop.close()


def _check(_server, _session, _envelope, _mechanism, given) -> AuthResult:
    right = (
        isinstance(given, LoginPassword)
        and given.login == USERNAME.encode()
        and given.password == PASSWORD.encode()
    )
    return AuthResult(success=right, handled=False)


def text_of(letter: EmailMessage) -> str:
    return letter.get_body(("plain",)).get_content()


def link_of(letter: EmailMessage) -> str:
    """The link, which must stand alone on its line and be in the HTML too."""
    links = [line for line in text_of(letter).splitlines() if line.startswith(("http://", "https://"))]
    assert len(links) == 1, f"one line of the letter is a link, not {links}"
    assert f'href="{links[0]}"' in letter.get_body(("html",)).get_content(), "the HTML has the same link"
    return links[0]


def digits_of(letter: EmailMessage) -> str:
    """The six digits that confirm an address without the link."""
    import re

    (digits,) = set(re.findall(r"(?<!\d)\d{6}(?!\d)", text_of(letter).replace(link_of(letter), "")))
    return digits
