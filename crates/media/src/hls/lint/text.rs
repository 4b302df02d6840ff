//! Reading playlists again, without the code that wrote them.

use std::collections::BTreeMap;

/// What a playlist lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Video,
    Audio,
    Subtitles,
    Keyframes,
}

impl Kind {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Subtitles => "subtitles",
            Self::Keyframes => "keyframes",
        }
    }
}

pub(super) type Attributes = BTreeMap<String, String>;

/// The multivariant playlist.
#[derive(Debug, Default)]
pub(super) struct Master {
    pub(super) text: String,
    /// `EXT-X-STREAM-INF`, with the address below it as `URI`.
    pub(super) variants: Vec<Attributes>,
    pub(super) media: Vec<Attributes>,
    pub(super) keyframes: Vec<Attributes>,
}

impl Master {
    pub(super) fn read(text: &str) -> Self {
        let mut master = Self { text: text.to_owned(), ..Self::default() };
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            match line.split_once(':') {
                Some(("#EXT-X-STREAM-INF", rest)) => {
                    let mut variant = attributes(rest);
                    let uri = lines.next().unwrap_or_default();
                    variant.insert("URI".to_owned(), uri.to_owned());
                    master.variants.push(variant);
                }
                Some(("#EXT-X-MEDIA", rest)) => master.media.push(attributes(rest)),
                Some(("#EXT-X-I-FRAME-STREAM-INF", rest)) => {
                    master.keyframes.push(attributes(rest));
                }
                _ => {}
            }
        }
        master
    }

    /// Every playlist that it names.
    pub(super) fn named(&self, from: &str) -> Vec<(String, Kind)> {
        let media = self.media.iter().map(|it| match it.get("TYPE").map(String::as_str) {
            Some("AUDIO") => (it, Kind::Audio),
            _ => (it, Kind::Subtitles),
        });
        let all = self.variants.iter().map(|it| (it, Kind::Video)).chain(media);
        let all = all.chain(self.keyframes.iter().map(|it| (it, Kind::Keyframes)));
        all.filter_map(|(it, kind)| Some((resolve(from, it.get("URI")?), kind))).collect()
    }
}

/// The playlist of one track.
#[derive(Debug)]
pub(super) struct Listing {
    pub(super) address: String,
    pub(super) kind: Kind,
    pub(super) text: String,
    pub(super) target: f64,
    pub(super) map: Option<String>,
    pub(super) entries: Vec<Entry>,
}

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) address: String,
    pub(super) seconds: f64,
    /// In bits a second.
    pub(super) bitrate: Option<f64>,
    /// Where the key is, and the initialisation vector.
    pub(super) key: Option<(String, [u8; 16])>,
}

impl Listing {
    pub(super) fn read(address: String, kind: Kind, text: &str) -> Self {
        let (mut map, mut key, mut seconds, mut bitrate) = (None, None, f64::NAN, None);
        let (mut target, mut entries) = (f64::NAN, Vec::new());
        for line in text.lines() {
            match line.split_once(':') {
                Some(("#EXT-X-TARGETDURATION", rest)) => {
                    target = rest.parse().unwrap_or(f64::NAN);
                }
                Some(("#EXT-X-MAP", rest)) => {
                    map = attributes(rest).get("URI").map(|it| resolve(&address, it));
                }
                Some(("#EXT-X-KEY", rest)) => key = read_key(&address, &attributes(rest)),
                Some(("#EXT-X-BITRATE", rest)) => {
                    bitrate = rest.parse().ok().map(|kbps: f64| kbps * 1000.0);
                }
                Some(("#EXTINF", rest)) => {
                    let number = rest.split(',').next().unwrap_or_default();
                    seconds = number.parse().unwrap_or(f64::NAN);
                }
                _ if !line.starts_with('#') && !line.is_empty() => {
                    let address = resolve(&address, line);
                    entries.push(Entry { address, seconds, bitrate, key: key.clone() });
                    seconds = f64::NAN;
                }
                _ => {}
            }
        }
        Self { address, kind, text: text.to_owned(), target, map, entries }
    }

    pub(super) fn addresses(&self) -> Vec<String> {
        let entries = self.entries.iter();
        let keys = entries.clone().filter_map(|it| it.key.as_ref().map(|it| it.0.clone()));
        let segments = entries.map(|it| it.address.clone());
        self.map.iter().cloned().chain(keys).chain(segments).collect()
    }

    pub(super) fn seconds(&self) -> f64 {
        self.entries.iter().map(|it| it.seconds).sum()
    }

    /// When each segment begins.
    pub(super) fn starts(&self) -> Vec<f64> {
        let mut at = 0.0;
        let start = |entry: &Entry| {
            let start = at;
            at += entry.seconds;
            start
        };
        self.entries.iter().map(start).collect()
    }
}

fn read_key(from: &str, attributes: &Attributes) -> Option<(String, [u8; 16])> {
    let uri = resolve(from, attributes.get("URI")?);
    let iv = u128::from_str_radix(attributes.get("IV")?.strip_prefix("0x")?, 16).ok()?;
    Some((uri, iv.to_be_bytes()))
}

/// `A=1,B="two, three"`.
pub(super) fn attributes(text: &str) -> Attributes {
    let mut all = Attributes::new();
    let mut rest = text;
    while let Some((name, value)) = rest.split_once('=') {
        let (value, after) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => value.split_at(value.find(',').unwrap_or(value.len())),
        };
        all.insert(name.to_owned(), value.to_owned());
        rest = after.strip_prefix(',').unwrap_or_default();
    }
    all
}

/// As a browser does it, for the paths that we write.
fn resolve(from: &str, uri: &str) -> String {
    if uri.starts_with('/') {
        return uri.to_owned();
    }
    let path = from.split('?').next().unwrap_or_default();
    format!("{}/{uri}", path.rsplit_once('/').map_or("", |it| it.0))
}
