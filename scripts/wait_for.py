#!/usr/bin/env python3
"""wait_for.py URL PID: waits until the address answers 200, at most 60 s, while the process lives."""

import os
import sys
import time
import urllib.error
import urllib.request

SECONDS_MAX = 60


def answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=2) as answer:
            return answer.status == 200
    except (urllib.error.URLError, OSError):
        return False


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
        return True
    except ProcessLookupError:
        return False


def main() -> int:
    url, pid = sys.argv[1], int(sys.argv[2])
    end = time.monotonic() + SECONDS_MAX
    while time.monotonic() < end and lives(pid):
        if answers(url):
            return 0
        time.sleep(0.1)
    return 1


if __name__ == "__main__":
    sys.exit(main())
