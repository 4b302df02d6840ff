"""Checking a long delivery: the memory of all processes together, and how right ingest's estimate is."""

from __future__ import annotations

import os
import pathlib
import re
import shutil
import subprocess
import time

import bench.measure as measure
from bench.measure import Row
from bench.ours import Ours

EPISODES = 100
MEMORY_MAX = 1.5 * 2**30
# The estimate is judged when a fifth of the time is over.
FIRST_PART = 0.2


def run(ours: Ours) -> list[Row]:
    return [_memory(ours), _estimate(ours)]


def _memory(ours: Ours) -> Row:
    original = ours.sample("check", 2, 15)
    series = ours.folder / "check-series"
    series.mkdir()
    masters = sorted(original.glob("EP??.mp4"))
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


def _estimate(ours: Ours) -> Row:
    """The estimate that stands when the first fifth is over, beside what the rest really took."""
    original = ours.sample("check", 2, 15)
    series = ours.folder / "estimate-series"
    series.mkdir()
    for number, master in enumerate([*sorted(original.glob("EP??.mp4"))] * 3):
        shutil.copy(master, series / f"EP{number + 1:02}.mp4")
        # Another comment makes another master: each is encoded by itself.
        with open(series / f"EP{number + 1:02}.mp4", "ab") as out:
            out.write((8 + 4).to_bytes(4, "big") + b"free" + number.to_bytes(4, "big"))
    measure.say("Ingest of six episodes, its estimates written down")
    command = [ours.binary, "--data", ours.folder / "estimate-data", "ingest", series]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    begun, seen = None, []
    for line in process.stdout or []:
        now = time.monotonic()
        if begun is None and "episodes" in line:
            begun = now
        if begun is not None and (found := re.search(r"about (?:(\d+) min ?)?(?:(\d+) s )?left", line)):
            seen.append((now - begun, 60 * int(found[1] or 0) + int(found[2] or 0)))
    whole = time.monotonic() - (begun or 0)
    if process.wait() != 0 or not seen:
        raise RuntimeError("the ingest failed or said nothing of the time")
    judged = [(at, left) for at, left in seen if at >= FIRST_PART * whole][:3]
    wrong = max(abs((at + left) / whole - 1) for at, left in judged)
    return Row(
        "estimate of ingest after a fifth",
        f"{wrong:.0%} off",
        "—",
        None,
        "≤ 25 %",
        wrong <= 0.25,
        f"the worst of the {len(judged)} estimates that follow the first fifth of {whole:.0f} s",
    )
