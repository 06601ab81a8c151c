"""Entry point: `qms` and `python -m qms`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with its code; `--version` alone needs none of it."""
    if sys.argv[1:] == ["--version"]:
        from qms import __version__

        sys.stdout.write(f"qms {__version__}\n")
        sys.exit(0)
    from qms.cli.app import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
