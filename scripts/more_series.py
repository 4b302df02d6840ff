#!/usr/bin/env python3
"""scripts/more_series.py SAMPLE OUT [COUNT [LONG]]    a small catalogue for tests, made of one sample series

A page of a catalogue, a search and a ranking need more than one series. Each made here is two short episodes of the
sample in other colours, under an invented title: to look at lists and to try them, not to be watched. With LONG there
is one of so many episodes besides, all alike, to swipe through.
"""

from __future__ import annotations

import itertools
import os
import pathlib
import subprocess
import sys

EPISODES = 2
EPISODE_SECONDS = 4
# Slug, genres, moods, rating, original language, titles.
SERIES: list[tuple[str, list[str], list[str], str, str, dict[str, str]]] = [
    ("glass-harbour", ["revenge", "crime"], ["tense"], "18", "en",
     {"en": "Glass Harbour", "fr": "Le port de verre", "zh-Hans": "玻璃港", "th": "ท่าเรือแก้ว"}),
    ("salt-and-silver", ["revenge", "family-secret"], ["tense"], "16", "en",
     {"en": "Salt and Silver", "zh-Hans": "盐与银", "ar": "ملح وفضة", "th": "เกลือกับเงิน", "es": "Sal y plata"}),
    ("rain-on-line-nine", ["slow-burn-romance"], ["tender", "bittersweet"], "6", "zh-Hans",
     {"en": "Rain on Line Nine", "zh-Hans": "九号线的雨", "zh-Hant": "九號線的雨", "th": "ฝนบนสายเก้า"}),
    ("the-borrowed-groom", ["slow-burn-romance", "comedy"], ["light"], "12", "en",
     {"en": "The Borrowed Groom", "id": "Pengantin Pinjaman", "ar": "العريس المستعار", "es": "El novio prestado"}),
    ("kitchen-of-thieves", ["crime", "comedy"], ["light", "tense"], "12", "es",
     {"en": "Kitchen of Thieves", "es": "Cocina de ladrones", "pt": "Cozinha de ladrões", "zh-Hans": "贼的厨房"}),
    ("moonlight-clause", ["office", "slow-burn-romance"], ["tender"], "12", "ko",
     {"en": "The Moonlight Clause", "ko": "달빛 조항", "zh-Hans": "月光条款", "ar": "بند ضوء القمر"}),
    ("second-daughter", ["family-secret"], ["bittersweet", "mysterious"], "12", "zh-Hans",
     {"en": "The Second Daughter Comes Home", "zh-Hans": "二小姐归来", "id": "Putri Kedua Pulang"}),
    ("a-door-in-june", ["fantasy"], ["mysterious"], "6", "vi",
     {"en": "A Door in June", "vi": "Cánh cửa tháng Sáu", "th": "ประตูเดือนมิถุนายน", "fr": "Une porte en juin"}),
    ("the-night-clerk", ["crime"], ["tense", "mysterious"], "16", "pt",
     {"en": "The Night Clerk", "pt": "O recepcionista da noite", "es": "El recepcionista de noche"}),
    ("seven-umbrellas", ["comedy"], ["light"], "6", "th",
     {"en": "Seven Umbrellas", "th": "ร่มเจ็ดคัน", "zh-Hans": "七把伞", "hi": "सात छतरियाँ"}),
    ("grandfathers-wager", ["family-secret", "comedy"], ["bittersweet"], "12", "hi",
     {"en": "Grandfather’s Wager", "hi": "दादाजी की शर्त", "ar": "رهان الجد", "ms": "Pertaruhan Datuk"}),
]


def run(*command: object) -> None:
    subprocess.run([str(it) for it in command], check=True, stdin=subprocess.DEVNULL)


def quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def texts(table: str, by_language: dict[str, str]) -> str:
    return f"\n[{table}]\n" + "".join(f"{it} = {quoted(text)}\n" for it, text in by_language.items())


def listed(names: list[str]) -> str:
    return "[" + ", ".join(quoted(it) for it in names) + "]"


def write(sample: pathlib.Path, folder: pathlib.Path, number: int) -> None:
    slug, genres, moods, rating, language, title = SERIES[number]
    (folder / "art").mkdir(parents=True)
    colours = f"hue=h={30 + number * 29}:s={1.1 if number % 2 else 0.8}"
    for name in ("cover", "hero", "poster"):
        source, picture = sample / "art" / f"{name}.jpg", folder / "art" / f"{name}.jpg"
        run("ffmpeg", "-v", "error", "-y", "-i", source, "-vf", colours, "-q:v", "4", picture)
    masters = sorted(sample.glob("EP??.mp4"))
    manifest = f"format = 1\nslug = {quoted(slug)}\noriginal_language = {quoted(language)}\n"
    manifest += f"rating = {quoted(rating)}\ngenres = {listed(genres)}\nmoods = {listed(moods)}\n"
    manifest += texts("title", title)
    manifest += texts("synopsis", {"en": f"“{title['en']}”, made of the sample series in other colours, for tests."})
    manifest += '\n[art]\ncover = "art/cover.jpg"\nhero = "art/hero.jpg"\nposter = "art/poster.jpg"\n'
    for episode in range(1, EPISODES + 1):
        master = masters[(number + episode) % len(masters)]
        picture = ["-vf", f"scale=720:-2,{colours}", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "26"]
        run("ffmpeg", "-v", "error", "-y", "-i", master, "-t", EPISODE_SECONDS, *picture, "-c:a", "aac",
            folder / f"EP{episode:02}.mp4")
        manifest += f'\n[[episode]]\nnumber = {episode}\nmaster = "EP{episode:02}.mp4"\n'
    (folder / "series.toml").write_text(manifest, encoding="utf-8")


def write_long(sample: pathlib.Path, folder: pathlib.Path, count: int) -> None:
    """A series of many episodes, in a few pictures: what is linked is delivered, and stored, once."""
    folder.mkdir(parents=True)
    drawn = []
    for master in sorted(sample.glob("EP??.mp4")):
        drawn.append(folder / f"picture-{len(drawn)}.mp4")
        run("ffmpeg", "-v", "error", "-y", "-i", master, "-t", EPISODE_SECONDS, "-c", "copy", drawn[-1])
    manifest = 'format = 1\nslug = "thirty-doors"\noriginal_language = "en"\nrating = "6"\n'
    manifest += texts("title", {"en": "Thirty Doors"})
    for episode, picture in zip(range(1, count + 1), itertools.cycle(drawn)):
        os.link(picture, folder / f"EP{episode:02}.mp4")
        manifest += f'\n[[episode]]\nnumber = {episode}\nmaster = "EP{episode:02}.mp4"\n'
    for picture in drawn:
        picture.unlink()
    (folder / "series.toml").write_text(manifest, encoding="utf-8")


def main() -> None:
    sample, out = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else len(SERIES)
    for number in range(min(count, len(SERIES))):
        folder = out / SERIES[number][0]
        write(sample, folder, number)
        print(folder)
    if len(sys.argv) > 4:
        folder = out / "thirty-doors"
        write_long(sample, folder, int(sys.argv[4]))
        print(folder)


if __name__ == "__main__":
    main()
