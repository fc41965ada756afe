#!/usr/bin/env python3
"""The one door: every command starts here, with any Python and nothing installed beforehand.

`python3 manage.py demo` and `python3 manage.py test` set up all that they need;
every other command of Django runs in the same environment.
"""

import os
import sys

ROOT = os.path.dirname(os.path.abspath(__file__))  # noqa: PTH100, PTH120 -- must run on old Pythons
OLDEST_PYTHON = (3, 11)


def main() -> None:
    """Turn an old Python away in words it can still print, then hand over to the bootstrap."""
    if sys.version_info < OLDEST_PYTHON:
        sys.exit(
            "Lodestar needs Python %d.%d or newer; this is Python %d.%d. "  # noqa: UP031 -- as above
            "Start it with a newer one, for example: python3.11 manage.py demo"
            % (OLDEST_PYTHON + tuple(sys.version_info[:2]))
        )
    sys.path.insert(0, os.path.join(ROOT, "platform"))  # noqa: PTH118 -- as above
    from config.bootstrap.door import open_door

    sys.exit(open_door(ROOT, sys.argv))


if __name__ == "__main__":
    main()
