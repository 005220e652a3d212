"""An HTTP server that does next to nothing: what its visitors wait for is the machine, and themselves."""

import asyncio
import socket
from multiprocessing import get_context

ANSWER = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok"


class Bare:
    """In a process of its own, so that it is to be started before this one has threads."""

    def __init__(self):
        listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = listener.getsockname()[1]
        self._process = get_context("fork").Process(target=_serve, args=(listener,), daemon=True)
        self._process.start()
        listener.close()

    def __enter__(self) -> "Bare":
        return self

    def __exit__(self, *_) -> None:
        self._process.terminate()
        self._process.join()


def _serve(listener: socket.socket) -> None:
    async def serve() -> None:
        async with await asyncio.start_server(_answer, sock=listener) as server:
            await server.serve_forever()

    asyncio.run(serve())


async def _answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while await reader.readuntil(b"\r\n\r\n"):
            writer.write(ANSWER)
            await writer.drain()
    except (asyncio.IncompleteReadError, ConnectionError):
        pass
    finally:
        writer.close()
