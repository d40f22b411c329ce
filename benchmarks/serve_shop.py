"""Serve the smooth demo shop until standard input ends; the first line printed is its address."""

import argparse
import sys

from auditor.demo import create_shop, serve


def main() -> None:
    """Serve."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--document-delay-ms", type=int, default=0, metavar="MS")
    given = parser.parse_args()
    with serve(create_shop(document_delay_ms=given.document_delay_ms)) as server:
        print(server.url, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
