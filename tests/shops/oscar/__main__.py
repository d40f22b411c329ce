"""Serves the shop by hand until Ctrl-C: `python -m tests.shops.oscar --language de --port 8123`."""

import argparse
import signal
import sys
from contextlib import suppress

from tests.shops.oscar.server import Manner, start_oscar
from tests.shops.oscar.wares import LANGUAGES


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m tests.shops.oscar", description="Serve the oscar shop on loopback."
    )
    parser.add_argument("--language", choices=LANGUAGES, default="en")
    parser.add_argument("--port", type=int, default=0, help="TCP port on 127.0.0.1 (default: a free one)")
    parser.add_argument("--variants", action="store_true", help="sell one product in variants")
    parser.add_argument("--unshipped", action="store_true", help="sell only what needs no shipping")
    parser.add_argument("--members-only", action="store_true", help="no order without an account")
    wishes = parser.parse_args()
    manner = Manner(variants=wishes.variants, unshipped=wishes.unshipped, members_only=wishes.members_only)
    # Either signal ends the shop in order, also where a script's background job was told to ignore Ctrl-C.
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, signal.default_int_handler)
    with suppress(KeyboardInterrupt), start_oscar(wishes.language, manner, port=wishes.port) as shop:
        sys.stdout.write(f"{shop.url} ({shop.folder})\n")
        sys.stdout.flush()
        try:
            signal.pause()
        finally:
            sys.stdout.write(f"orders placed: {shop.orders()}\n")


if __name__ == "__main__":
    main()
