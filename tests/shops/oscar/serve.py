"""Serves a built shop on an open socket it is handed: `python -m tests.shops.oscar.serve DESCRIPTOR`.

Ends when its standard input ends, so that it never outlives the process that started it, however that one ended.
"""

import socket
import sys
import threading

import django
import uvicorn
from django.contrib.staticfiles.handlers import ASGIStaticFilesHandler
from django.core.handlers.asgi import ASGIHandler

GRACE = 2
"""Seconds given to answers under way when the shop is told to end."""


def serve(descriptor: int) -> None:
    """Answers on the listening socket `descriptor` until standard input ends."""
    django.setup()
    server = uvicorn.Server(
        uvicorn.Config(
            ASGIStaticFilesHandler(ASGIHandler()),
            lifespan="off",
            log_level="warning",
            timeout_graceful_shutdown=GRACE,
        )
    )

    def end_with_input() -> None:
        sys.stdin.buffer.read()
        server.should_exit = True

    threading.Thread(target=end_with_input, daemon=True).start()
    server.run(sockets=[socket.socket(fileno=descriptor)])


if __name__ == "__main__":
    serve(int(sys.argv[1]))
