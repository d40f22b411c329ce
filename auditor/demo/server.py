"""Serve an app on loopback from a thread, for as long as a `with` block lasts."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import uvicorn
from starlette.types import ASGIApp

from auditor.errors import AuditorError

START_LIMIT_S = 10.0
STOP_LIMIT_S = 5.0
HIGHEST_PORT = 65535


@dataclass(frozen=True)
class RunningServer:
    """A server that answers; `url` ends with a slash."""

    host: str
    port: int

    @property
    def url(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}/"


class _ThreadServer(uvicorn.Server):
    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.settled = threading.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.settled.set()


@contextmanager
def serve(app: ASGIApp, host: str = "127.0.0.1", port: int = 0) -> Iterator[RunningServer]:
    """Serve `app` until the block ends.

    Args:
        app: what to serve.
        host: the address to listen on.
        port: the port, or 0 for any free one.

    Raises:
        AuditorError: the port is taken, the address is not ours, or the server did not start in time.
    """
    listener = _listen(host, port)
    config = uvicorn.Config(
        app,
        lifespan="off",
        ws="none",
        http="h11",
        log_config=None,
        log_level="critical",
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    server = _ThreadServer(config)

    def run() -> None:
        try:
            server.run(sockets=[listener])
        finally:
            server.settled.set()

    thread = threading.Thread(target=run, name="demo-shop", daemon=True)
    thread.start()
    try:
        server.settled.wait(START_LIMIT_S)
        if not server.started:
            raise AuditorError(f"the demo shop did not start on {host} within {START_LIMIT_S:g} s")
        yield RunningServer(host, listener.getsockname()[1])
    finally:
        server.should_exit = True
        thread.join(STOP_LIMIT_S)
        listener.close()


def _listen(host: str, port: int) -> socket.socket:
    if not 0 <= port <= HIGHEST_PORT:
        raise AuditorError(f"cannot serve the demo shop on port {port}: ports go from 0 to {HIGHEST_PORT}")
    listener: socket.socket | None = None
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as error:
        if listener is not None:
            listener.close()
        reason = error.strerror or str(error)
        raise AuditorError(f"cannot serve the demo shop on {host}:{port}: {reason}") from error
    return listener
