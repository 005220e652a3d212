#!/usr/bin/env python3
"""Emails through a mail server that is not ours: aiosmtpd, with STARTTLS by a private authority, and a password.

    cargo build --release && /usr/bin/python3 tests/hardship/foreign_mail.py [--short]

Two people register; the link of one letter and the digits of the other confirm them. The server refuses a letter without
TLS or without the password, so a letter that arrives had both. Needs openssl and the Python package aiosmtpd.

    PROGRAM  the program instead of target/release/referral
"""

import asyncio
import logging
import re
import ssl
import subprocess
import sys
import tempfile
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

import arguments
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword
from program import Server, binary

USERNAME = "mailer"
PASSWORD = "a password that only a file has"

# The program delivers at once; this only bounds a run that fails.
DEADLINE_SECONDS = 30

# aiosmtpd warns of its own deprecated names with every letter.
logging.getLogger("mail.log").setLevel(logging.ERROR)


class Authority:
    """A certificate authority of this test alone, and the certificate that it gave to localhost."""

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
    """aiosmtpd: takes a letter by TLS and with the right password alone, and keeps it until the test asks for it."""

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
        """The oldest letter to this address that was not taken yet; waits for it."""
        def index():
            return next((i for i, (to, _) in enumerate(self._letters) if to == recipient), None)

        with self._arrived:
            came = self._arrived.wait_for(lambda: index() is not None, DEADLINE_SECONDS)
            assert came, f"no letter to {recipient} in {DEADLINE_SECONDS} s"
            return self._letters.pop(index())[1]

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


def main() -> int:
    arguments.parser(__doc__).parse_args()
    with tempfile.TemporaryDirectory(prefix="referral-mail-") as name:
        folder = Path(name)
        authority, secret = Authority(folder), folder / "mail-password"
        secret.write_text(PASSWORD + "\n")
        mail = MailServer(authority)
        settings = {
            "MODE": "smtp", "HOST": "localhost", "PORT": str(mail.port), "SECURITY": "starttls", "USERNAME": USERNAME,
            "PASSWORD_FILE": str(secret), "ROOT_CA": str(authority.root), "FROM": "referral@example.org",
        }
        try:
            with Server(binary(), folder, {f"REFERRAL_MAIL__{key}": value for key, value in settings.items()}) as program:
                program.start()
                assert program.run("mail", "test", "operator@example.org").startswith("ok")
                assert mail.take("operator@example.org")["Subject"]
                _confirms(program, mail, "anna", lambda text: {"token": _one(r"/activate/(\S+)", text)})
                _confirms(program, mail, "boris", lambda text: {"code": _one(r"(?<![\d/])(\d{6})(?!\d)", text)})
                assert program.stop() == 0, program.log()
                assert PASSWORD not in program.log()
        finally:
            mail.stop()
    print("letters through aiosmtpd arrive whole, and confirm by their link and by their digits")
    return 0


def _confirms(program: Server, mail: MailServer, name: str, proof) -> None:
    """Registers, and confirms by what `proof` finds in the text of the letter."""
    email = f"{name}@example.org"
    person = {"firstname": "Анна-Мария", "email": email, "password": "correct horse battery"}
    status, answer = program.call("POST", "/api/v1/register", person)
    assert status == 202, answer
    letter = mail.take(email)
    assert letter["Auto-Submitted"] == "auto-generated"
    text, html = (letter.get_body((kind,)).get_content() for kind in ("plain", "html"))
    assert person["firstname"] in text and person["firstname"] in html
    status, answer = program.call("POST", "/api/v1/activate", {"email": email} | proof(text))
    assert status == 200, answer


def _one(pattern: str, text: str) -> str:
    (found,) = set(re.findall(pattern, text, re.MULTILINE))
    return found


if __name__ == "__main__":
    sys.exit(main())
