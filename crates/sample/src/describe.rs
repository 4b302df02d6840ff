//! What tells of the series: `series.toml`, and the script with its times.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use crate::script::{self, RECORDED};
use crate::subtitles::millis;
use crate::text::{self, LANGUAGES};
use crate::timeline::{Timeline, Who};

/// Its name in addresses.
const SLUG: &str = "the-lantern-debt";
const GENRES: [&str; 3] = ["family-secret", "revenge", "slow-burn-romance"];
const MOODS: [&str; 4] = ["tense", "tender", "mysterious", "bittersweet"];

/// The most important first.
const CAST: [Who; 6] = [Who::Mei, Who::Arif, Who::Koh, Who::Lian, Who::Mother, Who::Lamplighter];

/// Its pictures: what each is for, its file, and its size.
pub(crate) const ART: [(&str, &str, u32, u32); 3] = [
    ("poster", "art/poster.jpg", 1000, 1500),
    ("hero", "art/hero.jpg", 1200, 1500),
    ("cover", "art/cover.jpg", 1080, 1920),
];

/// The files of an episode, or of the trailer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Names {
    /// None of the trailer.
    number: Option<u32>,
}

pub(crate) const TRAILER: Names = Names { number: None };

impl Names {
    pub(crate) fn of(number: u32) -> Self {
        Self { number: Some(number) }
    }

    /// What all names begin with.
    pub(crate) fn stem(&self) -> String {
        self.number.map_or_else(|| "trailer".to_owned(), |it| format!("EP{it:02}"))
    }

    pub(crate) fn master(&self) -> String {
        format!("{}.mp4", self.stem())
    }

    pub(crate) fn subtitles(&self, language: &str) -> String {
        format!("{}.{language}.srt", self.stem())
    }

    pub(crate) fn dub(&self) -> String {
        format!("{}.{}.m4a", self.stem(), RECORDED[1])
    }

    pub(crate) fn dialogue(&self) -> String {
        format!("{}.dialogue.wav", self.stem())
    }

    pub(crate) fn music_and_effects(&self) -> String {
        format!("{}.me.wav", self.stem())
    }
}

#[derive(Serialize)]
struct Manifest {
    format: u32,
    slug: &'static str,
    original_language: &'static str,
    rating: &'static str,
    genres: [&'static str; 3],
    moods: [&'static str; 4],
    title: BTreeMap<&'static str, String>,
    synopsis: BTreeMap<&'static str, String>,
    art: BTreeMap<&'static str, &'static str>,
    cast: Vec<Person>,
    trailer: Trailer,
    episode: Vec<Episode>,
}

#[derive(Serialize)]
struct Person {
    name: String,
    role: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
struct Trailer {
    master: String,
    subtitles: BTreeMap<&'static str, String>,
    dubs: BTreeMap<&'static str, String>,
}

#[derive(Serialize)]
struct Episode {
    number: u32,
    master: String,
    title: BTreeMap<&'static str, String>,
    synopsis: BTreeMap<&'static str, String>,
    subtitles: BTreeMap<&'static str, String>,
    dubs: BTreeMap<&'static str, String>,
    stems: BTreeMap<&'static str, String>,
}

/// `series.toml` for so many episodes.
pub(crate) fn series_toml(episodes: u32) -> Result<String, toml::ser::Error> {
    let manifest = Manifest {
        format: 1,
        slug: SLUG,
        original_language: RECORDED[0],
        rating: "12",
        genres: GENRES,
        moods: MOODS,
        title: text::translated(|it| it.series.clone()),
        synopsis: text::translated(|it| it.synopsis.clone()),
        art: ART.into_iter().map(|(name, file, ..)| (name, file)).collect(),
        cast: CAST.into_iter().map(person).collect(),
        trailer: trailer(),
        episode: (1..=episodes).map(episode).collect(),
    };
    toml::to_string(&manifest)
}

/// Puppets play themselves.
fn person(who: Who) -> Person {
    let names = script::script().names.get(&who);
    let name = names.and_then(|it| it.get(RECORDED[0])).cloned().unwrap_or_default();
    Person { name, role: text::translated(|it| it.role(who).to_owned()) }
}

fn trailer() -> Trailer {
    Trailer {
        master: TRAILER.master(),
        subtitles: LANGUAGES.into_iter().map(|it| (it, TRAILER.subtitles(it))).collect(),
        dubs: BTreeMap::from([(RECORDED[1], TRAILER.dub())]),
    }
}

fn episode(number: u32) -> Episode {
    let names = Names::of(number);
    let stems = [("dialogue", names.dialogue()), ("music-and-effects", names.music_and_effects())];
    Episode {
        number,
        master: names.master(),
        title: text::translated(|it| it.title(number).to_owned()),
        synopsis: text::translated(|it| it.synopsis_of(number).to_owned()),
        subtitles: LANGUAGES.into_iter().map(|it| (it, names.subtitles(it))).collect(),
        dubs: BTreeMap::from([(RECORDED[1], names.dub())]),
        stems: BTreeMap::from(stems),
    }
}

#[derive(Serialize)]
struct SpokenScript {
    series: BTreeMap<&'static str, String>,
    licence: &'static str,
    episodes: Vec<SpokenEpisode>,
}

#[derive(Serialize)]
struct SpokenEpisode {
    number: u32,
    title: BTreeMap<&'static str, String>,
    lines: Vec<SpokenLine>,
}

#[derive(Serialize)]
struct SpokenLine {
    id: String,
    who: Who,
    start_ms: u64,
    end_ms: u64,
    text: BTreeMap<&'static str, String>,
}

/// The script with its times, for programs.
pub(crate) fn script_json(timelines: &[Timeline]) -> serde_json::Result<String> {
    let line = |it: &crate::timeline::TimedLine| SpokenLine {
        id: it.id.clone(),
        who: it.who,
        start_ms: millis(it.start_s),
        end_ms: millis(it.end_s),
        text: text::translated(|text| text.line(&it.id)),
    };
    let episode = |it: &Timeline| SpokenEpisode {
        number: it.number,
        title: text::translated(|text| text.title(it.number).to_owned()),
        lines: it.lines.iter().map(line).collect(),
    };
    let episodes = timelines.iter().map(episode).collect();
    let series = text::translated(|it| it.series.clone());
    serde_json::to_string_pretty(&SpokenScript { series, licence: "CC0-1.0", episodes })
}

/// The same, for people.
pub(crate) fn script_md(timelines: &[Timeline]) -> String {
    let mut out = String::new();
    let Some((original, dubbed)) = text::text(RECORDED[0]).zip(text::text(RECORDED[1])) else {
        return out;
    };
    // Writing to a String never fails.
    let _ = write!(out, "# {} ({})\n\n", original.series, dubbed.series);
    let _ = write!(out, "{}\n\nScript, voices and pictures: CC0-1.0.\n", original.synopsis);
    for timeline in timelines {
        let (number, title) = (timeline.number, original.title(timeline.number));
        let _ = write!(out, "\n## {number}. {title} ({})\n\n", dubbed.title(number));
        for line in &timeline.lines {
            let name = script::script().names.get(&line.who).and_then(|it| it.get(RECORDED[0]));
            let name = name.map_or("", String::as_str);
            let (from, to) = (line.start_s, line.end_s);
            let (said, dubbed) = (original.line(&line.id), dubbed.line(&line.id));
            let _ = writeln!(out, "- {from:.2}–{to:.2} s **{name}**: {said} · {dubbed}");
        }
    }
    out
}
