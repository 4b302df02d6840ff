"""Checking a long delivery: the memory of all processes together, and how right ingest's estimate is."""

from __future__ import annotations

import fcntl
import os
import pathlib
import pty
import re
import struct
import subprocess
import termios
import time
from collections.abc import Iterator

import bench.measure as measure
import bench.peers as peers
from bench.filmed import filmed
from bench.measure import Row
from bench.ours import Ours

EPISODES = 100
MEMORY_MAX = 1.5 * 2**30
# The estimate is judged when a fifth of the time is over. It says whole seconds, which is too coarse for the last tenth.
FIRST_PART, LAST_PART = 0.2, 0.1
WRONG_MAX = 0.25
# Episodes of a real series differ in length, in seconds.
LENGTHS = (8, 31, 14, 40, 22, 11)
LEFT = re.compile(r"whole series[^\n]*?about (?:(\d+) h ?)?(?:(\d+) min ?)?(?:(\d+) s ?)?left")


def run(ours: Ours) -> list[Row]:
    return [_memory(ours), *_estimate(ours)]


def _memory(ours: Ours) -> Row:
    original = ours.sample("check", 2, 15)
    series = ours.folder / "check-series"
    series.mkdir()
    # Drawn and filmed: what is hard to decode takes more.
    masters = [it for kind in (original, filmed(ours, original)) for it in sorted(kind.glob("EP??.mp4"))]
    for number in range(EPISODES):
        os.link(masters[number % len(masters)], series / f"EP{number + 1:03}.mp4")
    measure.say(f"Checking {EPISODES} episodes")
    begun = time.monotonic()
    with open(ours.folder / "check-memory.log", "wb") as log:
        process = subprocess.Popen([ours.binary, "check", series], stdout=log, stderr=subprocess.STDOUT)
    most = 0
    while process.poll() is None:
        most = max(most, _proportional_bytes(process.pid))
        time.sleep(0.05)
    took = time.monotonic() - begun
    if process.returncode != 0:
        raise RuntimeError((ours.folder / "check-memory.log").read_text()[-2000:])
    return Row(
        f"check of {EPISODES} episodes of 1080×1920: memory",
        measure.size(most),
        "—",
        None,
        "≤ 1.5 GiB",
        most <= MEMORY_MAX,
        f"all processes together, shared pages divided among them; it took {took:.0f} s",
    )


def _proportional_bytes(root: int) -> int:
    """What a process and its descendants take, each shared page counted once."""
    parents: dict[int, int] = {}
    for entry in pathlib.Path("/proc").glob("[0-9]*/stat"):
        try:
            parents[int(entry.parent.name)] = int(entry.read_text().rsplit(")", 1)[1].split()[1])
        except (OSError, ValueError):
            continue
    family = {root}
    while more := {pid for pid, parent in parents.items() if parent in family} - family:
        family |= more
    total = 0
    for pid in family:
        try:
            rollup = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text()
        except OSError:
            continue
        if found := re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE):
            total += int(found[1]) * 1024
    return total


def _estimate(ours: Ours) -> list[Row]:
    """What somebody at a terminal is told when the first fifth is over and later, beside what it really took."""
    series = _uneven(ours)
    measure.say(f"Ingest of {len(LENGTHS)} episodes of {min(LENGTHS)} to {max(LENGTHS)} s, its estimates written down")
    begun = time.monotonic()
    command = [ours.binary, "--data", ours.folder / "estimate-data", "ingest", series]
    seen = [(at - begun, left) for at, left in _told(command)]
    whole = time.monotonic() - begun
    if not seen:
        raise RuntimeError("the ingest said nothing of the time")
    judged = [(at, left) for at, left in seen if at >= FIRST_PART * whole]
    # Later than a fifth is too late for the first one.
    in_time = bool(judged) and seen[0][0] <= FIRST_PART * whole
    note = f"the first of {len(seen)} estimates after {seen[0][0]:.0f} s, the end after {whole:.0f}"
    ends = [abs((at + left) / whole - 1) for at, left in judged]
    lefts = [abs(left / (whole - at) - 1) for at, left in judged if whole - at >= LAST_PART * whole]
    return [
        _off("estimate of ingest from a fifth on: the whole time it foretells", ends, in_time, note),
        _off("estimate of ingest from a fifth on: the time that is left", lefts, in_time, "until a tenth is left"),
    ]


def _off(what: str, wrong: list[float], in_time: bool, note: str) -> Row:
    worst = max(wrong, default=1.0)
    told = f"{worst * 100:.0f} % off"
    middle = f"the middle of {len(wrong)} is {sorted(wrong)[len(wrong) // 2] * 100:.0f} % off; " if wrong else ""
    return Row(what, told, "—", None, f"≤ {WRONG_MAX * 100:.0f} %", in_time and worst <= WRONG_MAX, middle + note)


def _uneven(ours: Ours) -> pathlib.Path:
    drawn = sorted(ours.sample("estimate", 2, max(LENGTHS)).glob("EP??.mp4"))
    series = ours.folder / "estimate-series"
    series.mkdir()
    for number, seconds in enumerate(LENGTHS, start=1):
        cut = ["-t", str(seconds), "-c", "copy", series / f"EP{number:02}.mp4"]
        measure.run([*peers.FFMPEG, "-i", drawn[number % len(drawn)], *cut])
    return series


def _told(command: list[str | os.PathLike[str]]) -> Iterator[tuple[float, int]]:
    """When an estimate stood on the terminal, and how many seconds were said to be left."""
    here, there = pty.openpty()
    fcntl.ioctl(there, termios.TIOCSWINSZ, struct.pack("HHHH", 50, 160, 0, 0))
    environment = {**os.environ, "TERM": "xterm"}
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=there, env=environment
    ) as process:
        os.close(there)
        text = ""
        while more := _read(here):
            text += more.decode(errors="replace")
            while found := LEFT.search(text):
                hours, minutes, seconds = (int(it or 0) for it in found.groups())
                yield time.monotonic(), 3600 * hours + 60 * minutes + seconds
                text = text[found.end() :]
    os.close(here)
    if process.returncode != 0:
        raise RuntimeError(f"the ingest ended with {process.returncode}: {text[-2000:]}")


def _read(terminal: int) -> bytes:
    """What is written on it; nothing once nobody holds its other end."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""
