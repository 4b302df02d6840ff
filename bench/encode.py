"""Encoding a series: our ingest beside one hand-written ffmpeg, and beside one process a rendition."""

from __future__ import annotations

import pathlib
import shutil
import sqlite3
import subprocess
import time

import bench.measure as measure
import bench.peers as peers
from bench.measure import Row
from bench.ours import Ours

EPISODES, SECONDS = 2, 15
# A full-length episode for the time until something can be watched.
LONG_SECONDS = 90


def run(ours: Ours) -> list[Row]:
    rows = []
    drawn = ours.sample("encode", EPISODES, SECONDS)
    filmed = _filmed(ours, drawn)
    for preset, apart_most in (("veryfast", 0.75), ("medium", 0.85)):
        rows += _one_preset(ours, filmed, "filmed", preset, apart_most)
        # What is drawn decodes for next to nothing: sharing the decode saves little there, and no promise is made.
        rows += _one_preset(ours, drawn, "drawn", preset, None)
    rows.append(_first_playable(ours))
    return rows


def _filmed(ours: Ours, drawn: pathlib.Path) -> pathlib.Path:
    """The same series as a camera and a post house deliver it: grain in every frame, about 50 Mb/s."""
    filmed = ours.folder / f"{drawn.name}-filmed"
    if filmed.exists():
        return filmed
    measure.say("Making masters with the grain and the bit rate of a camera")
    unfinished = filmed.with_suffix(".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    shutil.copytree(drawn, unfinished)
    for master in sorted(unfinished.glob("EP*.mp4")):
        grain = ["-vf", "noise=alls=6:allf=t", "-c:v", "libx264", "-preset", "fast", "-b:v", "50M"]
        measure.run([*peers.FFMPEG, "-i", drawn / master.name, *grain, "-c:a", "copy", master])
    return unfinished.rename(filmed)


def _one_preset(
    ours: Ours, series: pathlib.Path, kind: str, preset: str, apart_most: float | None
) -> list[Row]:
    measure.say(f"Ingest of {kind} masters with the {preset} preset")
    config = f'[ladder]\nfinal-preset = "{preset}"\n'
    whole = ours.ingest(ours.folder / f"encode-{kind}-{preset}", series, config)
    checks = ours.check(series)
    cpu = whole.cpu_s - checks.cpu_s

    measure.say(f"The peers with the {preset} preset")
    together, apart = 0.0, 0.0
    out = ours.folder / f"encode-peer-{kind}-{preset}"
    out.mkdir()
    for master in sorted(series.glob("EP*.mp4")):
        # Both rounds of ours: something to watch at once, then the ladder.
        first = peers.ffmpeg_together(master, out, peers.FIRST, "veryfast").cpu_s
        together += first + peers.ffmpeg_together(master, out, peers.LADDER, preset).cpu_s
        apart += first + peers.ffmpeg_apart(master, out, peers.LADDER, preset).cpu_s

    note = (
        f"ingest used {whole.cpu_s:.1f} s in all; the {checks.cpu_s:.1f} s of `check` alone are taken off, "
        "pictures, storing and publishing are left in"
    )
    return [
        _row(f"encode, {kind}, {preset}, beside one ffmpeg", cpu, together, 1.05, note),
        _row(f"encode, {kind}, {preset}, beside one process a rendition", cpu, apart, apart_most),
    ]


def _row(what: str, ours: float, peer: float, most: float | None, note: str = "") -> Row:
    ratio = ours / peer
    wanted = "" if most is None else f"≤ {most} ×"
    return Row(
        what, f"{ours:.1f} CPU-s", f"{peer:.1f} CPU-s", ratio, wanted, most is None or ratio <= most, note
    )


def _first_playable(ours: Ours) -> Row:
    """From the start of ingest to the moment when the series is published, checks included."""
    series = ours.sample("first", 1, LONG_SECONDS)
    duration = _duration(series / "EP01.mp4")
    data = ours.folder / "first-playable"
    measure.say(f"Ingest of one episode of {duration:.0f} s until it can be watched")
    with open(ours.folder / "first.log", "wb") as log:
        begun = time.monotonic()
        process = subprocess.Popen(
            [ours.binary, "--data", data, "ingest", series],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            while not _is_published(data) and process.poll() is None:
                time.sleep(0.05)
            took = time.monotonic() - begun
        finally:
            process.terminate()
            process.wait()
    if not _is_published(data):
        raise RuntimeError(f"nothing was published: {(ours.folder / 'first.log').read_text()[-2000:]}")
    most = 0.5 * duration
    return Row(
        "master → first playable",
        f"{took:.1f} s",
        f"{duration:.0f} s long",
        took / duration,
        "≤ 0.5 × its duration",
        took <= most,
    )


def _duration(path: pathlib.Path) -> float:
    show = ["ffprobe", "-v", "error", "-show_entries", "format=duration", "-of", "csv=p=0", str(path)]
    return float(subprocess.run(show, check=True, capture_output=True, text=True).stdout)


def _is_published(data: pathlib.Path) -> bool:
    for path in data.glob("*.db"):
        try:
            with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
                query = "SELECT COUNT(*) FROM series WHERE published_at_ms IS NOT NULL"
                return connection.execute(query).fetchone()[0] > 0
        except sqlite3.Error:
            return False
    return False
