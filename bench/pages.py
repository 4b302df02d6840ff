"""Lighthouse on the page of a series and on Home, as on a phone behind a slow line."""

from __future__ import annotations

import json
import pathlib

import bench.measure as measure
from bench.measure import Row
from bench.ours import Ours

EPISODES = 4
SECONDS = 8
RUNS = 5
LEAST = {"performance": 95, "accessibility": 100, "best-practices": 95}
QUICK = """[ladder]
first-preset = "ultrafast"
final-preset = "ultrafast"
"""


def run(ours: Ours) -> list[Row]:
    series = ours.sample("pages", EPISODES, SECONDS)
    data = ours.folder / "pages-data"
    measure.say(f"Ingest of {EPISODES} episodes of {SECONDS} s")
    ours.ingest(data, series, QUICK)
    with ours.serve(data, QUICK) as service:
        measure.say(f"Lighthouse, {RUNS} runs a page")
        return [row for page in _hold(ours, service.url) for row in _rows(page)]


def _hold(ours: Ours, url: str) -> list[dict]:
    script = pathlib.Path(__file__).parent.parent / "apps/viewer/lighthouse.mjs"
    found = ours.folder / "lighthouse.json"
    environment = ["env", f"CLIFFHANGER_URL={url}", f"CHROME_PATH={measure.chromium()}"]
    # What is low is a row that is missed, not a bench that broke.
    command = [*environment, "node", script, "--runs", str(RUNS), "--json", found, "--performance", "0"]
    measure.run(command, log=ours.folder / "lighthouse.log")
    return json.loads(found.read_text())


def _rows(page: dict) -> list[Row]:
    times = page["times"]
    note = (
        f"largest paint {times['largest-contentful-paint'] / 1000:.1f} s, "
        f"blocked {times['total-blocking-time']:.0f} ms, shifted {times['cumulative-layout-shift']:g}"
    )
    name = "Home" if page["path"] == "/home" else "page of a series"
    return [
        Row(
            f"Lighthouse, {name}, {category}",
            str(page["scores"][category]),
            "",
            None,
            f"≥ {least}",
            page["scores"][category] >= least,
            note if category == "performance" else "",
        )
        for category, least in LEAST.items()
    ]
