"""What every bench uses: running things with their CPU time, sizes, and the table at the end."""

from __future__ import annotations

import os
import pathlib
import platform
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One line of the table. `ratio` is ours over the peer's, or nothing where there is no peer."""

    what: str
    ours: str
    peer: str
    ratio: float | None
    wanted: str
    met: bool
    note: str = ""


@dataclass(frozen=True)
class Cost:
    """What a program and everything it started and waited for has used."""

    cpu_s: float
    wall_s: float


def say(text: str) -> None:
    print(f"  {text}", file=sys.stderr, flush=True)


def chromium() -> str:
    """The browser; `CHROME_PATH` names another one. The service would take `CLIFFHANGER_…` for its configuration."""
    return os.environ.get("CHROME_PATH") or shutil.which("chromium") or "chromium"


def run(command: list[str | os.PathLike[str]], *, log: pathlib.Path | None = None) -> Cost:
    """Runs a program to its end. Fails with its last words if it fails."""
    begun = time.monotonic()
    path = log or pathlib.Path(os.devnull)
    with open(path, "wb") as out:
        process = subprocess.Popen(
            [os.fspath(it) for it in command],
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT if log else subprocess.PIPE,
        )
        words = process.stderr.read() if process.stderr else b""
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        if log:
            words = log.read_bytes()
        last = words.decode(errors="replace")[-2000:]
        raise RuntimeError(f"{command[0]} ended with {process.returncode}: {last}")
    return Cost(usage.ru_utime + usage.ru_stime, time.monotonic() - begun)


def bytes_in(folder: pathlib.Path) -> int:
    """The sizes of all files in a folder, each hard link once."""
    seen: dict[tuple[int, int], int] = {}
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink():
            state = path.stat()
            seen[(state.st_dev, state.st_ino)] = state.st_size
    return sum(seen.values())


def machine() -> str:
    """On what this was measured, and how busy it was with other things when it began."""
    model = platform.processor() or platform.machine()
    try:
        for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                model = line.split(":", 1)[1].strip()
                break
    except OSError:
        pass
    load = ", ".join(f"{it:.1f}" for it in os.getloadavg())
    return f"{os.cpu_count()} × {model}, {platform.system()} {platform.release()}, load {load}"


def size(count: float) -> str:
    """Bytes for people."""
    for unit in ("B", "KB", "MB"):
        if count < 1000:
            return f"{count:.0f} {unit}" if unit == "B" else f"{count:.1f} {unit}"
        count /= 1000
    return f"{count:.2f} GB"


def table(rows: list[Row]) -> str:
    """The rows as a table in Markdown."""
    head = ("what", "ours", "peer", "ratio", "wanted", "")
    lines = [head] + [
        (
            row.what,
            row.ours,
            row.peer,
            "" if row.ratio is None else f"{row.ratio:.3g}",
            row.wanted,
            ("met" if row.met else "MISSED") if row.wanted else "",
        )
        for row in rows
    ]
    widths = [max(len(line[place]) for line in lines) for place in range(len(head))]
    text = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |"
        for line in lines
    ]
    text.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    notes = [f"- {row.what}: {row.note}" for row in rows if row.note]
    return "\n".join(text + ([""] + notes if notes else []))
