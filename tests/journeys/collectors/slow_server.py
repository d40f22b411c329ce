"""A server on the loopback whose answers take as long as a test says."""

import asyncio
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Answer:
    """One answer: after how long it comes, what it says, or where it sends."""

    body: str = ""
    content_type: str = "text/html; charset=utf-8"
    after_ms: float = 0
    location: str = ""


@dataclass
class SlowServer:
    """Answers each path as it was told; 404 without a word for others."""

    answers: dict[str, Answer] = field(default_factory=dict)
    port: int = 0
    _server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen on a free port."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """The address of a path."""
        return f"http://{host}:{self.port}{path}"

    async def stop(self) -> None:
        """Stop listening."""
        assert self._server is not None
        self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = await reader.readuntil(b"\r\n\r\n")
            answer = self.answers.get(head.split(b" ", 2)[1].decode())
            if answer is not None:
                await asyncio.sleep(answer.after_ms / 1000)
            writer.write(_bytes(answer))
            await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError):
            return
        finally:
            writer.close()


def _bytes(answer: Answer | None) -> bytes:
    if answer is None:
        return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    status = f"302 Found\r\nLocation: {answer.location}" if answer.location else "200 OK"
    body = answer.body.encode()
    head = f"HTTP/1.1 {status}\r\nContent-Type: {answer.content_type}\r\nContent-Length: {len(body)}\r\n"
    return f"{head}Connection: close\r\n\r\n".encode() + body
