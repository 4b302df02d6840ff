"""A large catalogue: ten thousand published titles, listed, shown at home, and searched as somebody types."""

from __future__ import annotations

import http.client
import itertools
import json
import pathlib
import sqlite3
import time
import urllib.parse

import bench.measure as measure
from bench.measure import Row
from bench.ours import Ours
from bench.swipe import percentile

TITLES = 10_000
# The fastest encoding: these are listed, not watched.
LADDER = '[ladder]\nfirst-preset = "ultrafast"\nfinal-preset = "ultrafast"\nrungs = [{ width = 360, crf = 30, cap-kbps = 300 }]\n'
ROUNDS = 200
LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
# Titles are made of these: alike enough that every query has many that are near.
WHO = ("Bride", "Doctor", "Widow", "Chef", "Captain", "Twin", "Heiress", "Driver", "Teacher", "Ghost")
WHAT = ("Debt", "Secret", "Wedding", "Revenge", "Contract", "Betrayal", "Promise", "Divorce", "Trial", "Return")
WHERE = ("Pier", "Palace", "Hospital", "Village", "Tower", "Island", "Station", "Garden", "Market", "Harbour")
HOW = ("Midnight", "Broken", "Golden", "Hidden", "Burning", "Silent", "Borrowed", "Frozen", "Scarlet", "Last")
CHINESE = dict(zip((*WHO, *WHAT, *WHERE, *HOW), "娘医孀厨船双嗣驾师鬼债秘婚仇约叛誓离审归岸宫院村塔岛站园市港夜碎金隐焚静借冻绯末"))
TYPED = ("midnight bride of the", "scarlt harbour contract", "the doctor's secret", "夜娘的债", "chef")


def run(ours: Ours) -> list[Row]:
    series = ours.sample("catalogue", 2, 8)
    data = ours.folder / "catalogue-data"
    ours.ingest(data, series, LADDER)
    measure.say(f"{TITLES} titles, made of one")
    _multiply(data / "cliffhanger.db")
    with ours.serve(data, LADDER) as service:
        begun = time.monotonic()
        first = len(json.loads(service.get("/api/v1/series"))["series"])
        warm = time.monotonic() - begun
        took = {path: _took(service.port, [path] * ROUNDS) for path in ("/api/v1/series", "/api/v1/home")}
        keys = [f"/api/v1/search?q={urllib.parse.quote(text[:end])}" for text in TYPED for end in range(1, len(text) + 1)]
        typed = _took(service.port, keys)
    note = f"{TITLES} titles published, the first answer took {warm * 1000:.0f} ms"
    return [
        _row(f"list of a catalogue of 10 000, the newest {first}", took["/api/v1/series"], 5, note),
        _row("home of a catalogue of 10 000", took["/api/v1/home"], 5),
        _row("search in 10 000 titles, a keystroke", typed, 50, f"{len(keys)} keystrokes, slips among them"),
    ]


def _row(what: str, took: list[float], limit: float, note: str = "") -> Row:
    p50, p99 = percentile(took, 0.5), percentile(took, 0.99)
    return Row(what, f"p50 {p50:.1f} ms, p99 {p99:.1f}", "—", None, f"p50 ≤ {limit:g} ms", p50 <= limit, note)


def _took(port: int, paths: list[str]) -> list[float]:
    """Milliseconds from the question to the last byte of the answer, over one connection, by one guest."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"accept-encoding": "gzip"}
    took = []
    for path in paths:
        begun = time.perf_counter()
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
        took.append((time.perf_counter() - begun) * 1000)
        if answer.status != 200:
            raise RuntimeError(f"{path}: {answer.status}")
        if cookie := answer.getheader("set-cookie"):
            headers["cookie"] = cookie.split(";")[0]
    connection.close()
    return took


def _multiply(database: pathlib.Path) -> None:
    """Rows as an ingest leaves them, but for their ids and titles; the episodes share what was encoded."""
    connection = sqlite3.connect(database)
    connection.row_factory = sqlite3.Row
    series = dict(connection.execute("SELECT * FROM series").fetchone())
    episodes = [dict(it) for it in connection.execute("SELECT * FROM episodes WHERE kind = 'episode'")]
    cuts = {it["episode_id"]: dict(it) for it in connection.execute("SELECT * FROM cuts")}
    description = json.loads(series["description"])
    names = itertools.islice(itertools.product(HOW, WHO, WHAT, WHERE), TITLES - 1)
    with connection:
        for number, (how, who, what, where) in enumerate(names, start=1):
            title = {"en": f"The {how} {who}: {what} at the {where}"}
            title["zh-Hans"] = "".join(CHINESE[it] for it in (how, who, what, where))
            copy = {**series, "series_id": _id(series["series_id"], number), "slug": f"title-{number}"}
            copy["description"] = json.dumps({**description, "title": title}, ensure_ascii=False)
            copy["published_at_ms"] -= number
            _insert(connection, "series", copy)
            for episode in episodes:
                cut = cuts[episode["episode_id"]]
                ids = {"episode_id": _id(episode["episode_id"], number), "series_id": copy["series_id"]}
                cut_id = _id(cut["cut_id"], number)
                _insert(connection, "episodes", {**episode, **ids, "released_cut_id": cut_id})
                _insert(connection, "cuts", {**cut, "cut_id": cut_id, "episode_id": ids["episode_id"]})
        connection.execute("UPDATE revisions SET number = number + 1")
        connection.execute("UPDATE series SET revision = (SELECT number FROM revisions WHERE part = 'catalogue')")
    connection.close()


def _insert(connection: sqlite3.Connection, table: str, row: dict) -> None:
    places = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({places})", list(row.values()))


def _id(like: str, number: int) -> str:
    """The same time, another number: the last letters of an id are drawn."""
    letters = [LETTERS[number >> (5 * place) & 31] for place in range(6)]
    return like[:-6] + "".join(letters)
