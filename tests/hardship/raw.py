"""A client that sends whatever bytes it is told to, and says how they were answered."""

import socket
import struct
from typing import NamedTuple

# Long enough for a loaded machine; a read that reaches it has found a server that neither answers nor closes.
PATIENCE_SECONDS = 30
# ip(7); this Python has no name for it.
IP_BIND_ADDRESS_NO_PORT = 24


class Answer(NamedTuple):
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def closes(self) -> bool:
        return self.headers.get("connection") == "close"


class Torn(Exception):
    """The connection ended within an answer."""


class Raw:
    def __init__(self, port: int, source: str = "127.0.0.1", receive_buffer: int = 0):
        """
        `source` is an address of loopback to come from: all of 127.0.0.0/8 is this machine, so one machine can be as
        many visitors as it likes, each with the caps of one address.
        """
        self.socket = socket.socket()
        self._unread = b""
        if receive_buffer:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.socket.settimeout(PATIENCE_SECONDS)
        try:
            # The port is chosen by connect, for the pair of addresses and not for all that come from this one.
            self.socket.setsockopt(socket.IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, 1)
            self.socket.bind((source, 0))
            self.socket.connect(("127.0.0.1", port))
        except OSError:
            self.socket.close()
            raise

    def send(self, data: bytes) -> bool:
        """False when the server has closed before all of it was sent."""
        try:
            self.socket.sendall(data)
            return True
        except (BrokenPipeError, ConnectionResetError):
            return False

    def ends_sending(self) -> None:
        try:
            self.socket.shutdown(socket.SHUT_WR)
        except OSError:
            pass

    def answer(self, method: str = "GET") -> Answer | None:
        """The next answer; `None` when the connection ended without one."""
        while b"\r\n\r\n" not in self._unread:
            if not self._read():
                if self._unread:
                    raise Torn(self._unread)
                return None
        head, self._unread = self._unread.split(b"\r\n\r\n", 1)
        status_line, *lines = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value for name, value in (line.split(": ", 1) for line in lines)}
        status = int(status_line.split(" ")[1])
        length = 0 if status < 200 or method == "HEAD" else int(headers.get("content-length", 0))
        while len(self._unread) < length:
            if not self._read():
                raise Torn(self._unread)
        body, self._unread = self._unread[:length], self._unread[length:]
        return Answer(status, headers, body)

    def is_closed(self) -> bool:
        """Whether the server closes and has nothing more to say."""
        while self._read():
            pass
        return not self._unread

    def _read(self) -> bool:
        try:
            data = self.socket.recv(262_144)
        except ConnectionResetError:
            return False
        self._unread += data
        return bool(data)

    def close(self, reset: bool = False) -> None:
        if reset:
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.socket.close()

    def __enter__(self) -> "Raw":
        return self

    def __exit__(self, *_) -> None:
        self.close()


def get(path: str, *headers: str) -> bytes:
    return "\r\n".join([f"GET {path} HTTP/1.1", "Host: site", *headers, "", ""]).encode()


def post(headers: str, body: bytes = b"", path: str = "/login") -> bytes:
    return f"POST {path} HTTP/1.1\r\nHost: site\r\n{headers}\r\n\r\n".encode("latin-1") + body
