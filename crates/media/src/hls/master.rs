use std::fmt::Write;

use crate::index::Bandwidth;

/// A multivariant playlist to be.
#[derive(Clone, Debug, Default)]
pub struct Master {
    /// The qualities, in the order in which a player should consider them.
    pub variants: Vec<Variant>,
    /// The sound, one a language.
    pub audio: Vec<Audio>,
    /// The subtitles, one a language.
    pub subtitles: Vec<Subtitles>,
}

/// One quality of the picture.
#[derive(Clone, Debug)]
pub struct Variant {
    /// Where its playlist is.
    pub uri: String,
    /// Without sound.
    pub bandwidth: Bandwidth,
    /// As RFC 6381 writes it.
    pub codecs: String,
    /// Width and height, in pixels.
    pub resolution: (u32, u32),
    /// Frames a second.
    pub frame_rate: f64,
    /// Its keyframes alone, where it is known where they lie.
    pub keyframes: Option<Keyframes>,
}

/// The keyframes of one quality, for players that wind through pictures.
#[derive(Clone, Debug)]
pub struct Keyframes {
    /// Where their playlist is.
    pub uri: String,
    /// Of the keyframes alone.
    pub bandwidth: Bandwidth,
}

/// One language of the sound.
#[derive(Clone, Debug)]
pub struct Audio {
    /// Where its playlist is.
    pub uri: String,
    /// BCP-47.
    pub language: String,
    /// What a viewer reads in the picker.
    pub name: String,
    /// Played when nobody chose.
    pub default: bool,
    /// The language in which the series was made.
    pub original: bool,
    /// How many.
    pub channels: u16,
    /// As RFC 6381 writes it.
    pub codecs: String,
    /// Of this sound alone.
    pub bandwidth: Bandwidth,
}

/// One language of the subtitles.
#[derive(Clone, Debug)]
pub struct Subtitles {
    /// Where its playlist is.
    pub uri: String,
    /// BCP-47.
    pub language: String,
    /// What a viewer reads in the picker.
    pub name: String,
}

/// Writes a multivariant playlist.
pub fn master(master: &Master) -> String {
    let mut out = String::with_capacity(4096);
    out.push_str("#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-INDEPENDENT-SEGMENTS\n");
    for audio in &master.audio {
        let names = master.audio.iter().map(|it| it.name.as_str());
        write_audio(&mut out, audio, &told_apart(&audio.name, &audio.language, names));
    }
    for subtitles in &master.subtitles {
        let names = master.subtitles.iter().map(|it| it.name.as_str());
        let name = told_apart(&subtitles.name, &subtitles.language, names);
        write_subtitles(&mut out, subtitles, &name);
    }
    for variant in &master.variants {
        write_variant(&mut out, variant, master);
    }
    for variant in &master.variants {
        if let Some(keyframes) = &variant.keyframes {
            write_keyframes(&mut out, variant, keyframes);
        }
    }
    out
}

/// No two of a group have the same name (RFC 8216, 4.3.4.1): where two languages call themselves
/// the same, their tags stand behind.
fn told_apart<'a>(name: &str, language: &str, all: impl Iterator<Item = &'a str>) -> String {
    if all.filter(|it| *it == name).count() > 1 {
        format!("{name} ({language})")
    } else {
        name.to_owned()
    }
}

fn write_audio(out: &mut String, audio: &Audio, name: &str) {
    // Writing to a String cannot fail.
    let _ = write!(
        out,
        "#EXT-X-MEDIA:TYPE=AUDIO,GROUP-ID=\"audio\",LANGUAGE=\"{}\",NAME=\"{}\",DEFAULT={},\
         AUTOSELECT=YES,CHANNELS=\"{}\"",
        quoted(&audio.language),
        quoted(name),
        yes_no(audio.default),
        audio.channels,
    );
    if audio.original {
        out.push_str(",CHARACTERISTICS=\"public.original-content\"");
    }
    let _ = writeln!(out, ",URI=\"{}\"", quoted(&audio.uri));
}

fn write_subtitles(out: &mut String, subtitles: &Subtitles, name: &str) {
    let _ = writeln!(
        out,
        "#EXT-X-MEDIA:TYPE=SUBTITLES,GROUP-ID=\"subtitles\",LANGUAGE=\"{}\",NAME=\"{}\",\
         DEFAULT=NO,AUTOSELECT=YES,FORCED=NO,URI=\"{}\"",
        quoted(&subtitles.language),
        quoted(name),
        quoted(&subtitles.uri),
    );
}

/// A variant's bandwidth is that of the picture and of the most demanding sound it may be played
/// with.
fn write_variant(out: &mut String, variant: &Variant, master: &Master) {
    let peak = master.audio.iter().map(|it| it.bandwidth.peak).max().unwrap_or(0);
    let average = master.audio.iter().map(|it| it.bandwidth.average).max().unwrap_or(0);
    let _ = write!(
        out,
        "#EXT-X-STREAM-INF:BANDWIDTH={},AVERAGE-BANDWIDTH={},CODECS=\"{}",
        variant.bandwidth.peak + peak,
        variant.bandwidth.average + average,
        quoted(&variant.codecs),
    );
    if let Some(audio) = master.audio.first() {
        let _ = write!(out, ",{}", quoted(&audio.codecs));
    }
    let (width, height) = variant.resolution;
    let _ = write!(out, "\",RESOLUTION={width}x{height},FRAME-RATE={:.3}", variant.frame_rate);
    if !master.audio.is_empty() {
        out.push_str(",AUDIO=\"audio\"");
    }
    if !master.subtitles.is_empty() {
        out.push_str(",SUBTITLES=\"subtitles\"");
    }
    let _ = writeln!(out, ",CLOSED-CAPTIONS=NONE\n{}", variant.uri);
}

fn write_keyframes(out: &mut String, variant: &Variant, keyframes: &Keyframes) {
    let (width, height) = variant.resolution;
    let _ = writeln!(
        out,
        "#EXT-X-I-FRAME-STREAM-INF:BANDWIDTH={},AVERAGE-BANDWIDTH={},CODECS=\"{}\",\
         RESOLUTION={width}x{height},URI=\"{}\"",
        keyframes.bandwidth.peak,
        keyframes.bandwidth.average,
        quoted(&variant.codecs),
        quoted(&keyframes.uri),
    );
}

fn yes_no(value: bool) -> &'static str {
    if value { "YES" } else { "NO" }
}

/// A quoted string may hold neither its quote nor a line break (RFC 8216, 4.2).
fn quoted(text: &str) -> String {
    text.replace('"', "'").replace(['\r', '\n'], " ")
}
