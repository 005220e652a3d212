"""A mail server that takes every letter and remembers when it said yes to which."""

import asyncio
import email
import email.policy
import queue
import re
import threading
import time
from dataclasses import dataclass


@dataclass
class Letter:
    recipient: str
    message_id: str
    link: str
    # When the server said yes, on the clock of `time.monotonic`.
    taken_at: float


class Sink:
    """SMTP without TLS or password, on loopback. A letter counts as gone once its 250 was handed to the socket."""

    def __init__(self):
        self.letters: list[Letter] = []
        # The same letters, for whoever wants to follow their links.
        self.arrived: queue.Queue[Letter] = queue.Queue()
        self._loop = asyncio.new_event_loop()
        listening = asyncio.start_server(self._session, "127.0.0.1", 0, limit=1 << 20)
        self._server = self._loop.run_until_complete(listening)
        self.port = self._server.sockets[0].getsockname()[1]
        threading.Thread(target=self._loop.run_forever, daemon=True).start()

    async def _session(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await self._talk(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # The program was killed.
        finally:
            writer.close()

    async def _talk(self, reader, writer) -> None:
        writer.write(b"220 sink ESMTP\r\n")
        recipient = ""
        while line := await reader.readline():
            verb = line[:4].upper()
            if verb == b"EHLO":
                writer.write(b"250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8\r\n")
            elif verb == b"RCPT":
                recipient = re.search(rb"<(.*?)>", line)[1].decode()
                writer.write(b"250 2.1.5 Ok\r\n")
            elif verb == b"DATA":
                writer.write(b"354 Go on\r\n")
                await writer.drain()
                self._take(recipient, await reader.readuntil(b"\r\n.\r\n"))
                writer.write(b"250 2.0.0 Taken\r\n")
            elif verb == b"QUIT":
                writer.write(b"221 2.0.0 Bye\r\n")
                return
            else:
                writer.write(b"250 2.0.0 Ok\r\n")
            await writer.drain()

    def _take(self, recipient: str, content: bytes) -> None:
        message = email.message_from_bytes(content, policy=email.policy.default)
        message_id = message["Message-ID"].strip("<>")
        text = message.get_body(("plain",)).get_content()
        link = re.search(r"^https?://\S+", text, re.MULTILINE)
        letter = Letter(recipient, message_id, link[0] if link else "", time.monotonic())
        self.letters.append(letter)
        self.arrived.put(letter)
