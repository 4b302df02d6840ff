"""Changing the series.toml of a delivery, as the publisher would."""

from __future__ import annotations

import pathlib
import re


def set_languages(series: pathlib.Path, key: str, ending: str, languages: list[str]) -> None:
    """Rewrites `dubs` or `subtitles` of every episode: for each language the file EPnn.language.ending."""
    path = series / "series.toml"
    lines: list[str] = []
    skips = False
    for line in path.read_text().splitlines():
        if line.startswith("["):
            skips = line.strip() == f"[episode.{key}]"
        if skips or re.match(rf"{key} =", line):
            continue
        lines.append(line)
        master = re.match(r'master = "(EP\d+)\.mp4"', line)
        if master and languages:
            entries = ", ".join(f'"{it}" = "{master[1]}.{it}.{ending}"' for it in languages)
            lines.append(f"{key} = {{ {entries} }}")
    path.write_text("\n".join(lines) + "\n")
