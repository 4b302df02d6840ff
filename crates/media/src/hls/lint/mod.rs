//! Apple's “HLS Authoring Specification for Apple Devices”, as far as bytes and text can tell, by
//! the numbers of its rules. For tests: it reads what a player would read and nothing else.

mod boxes;
mod playlists;
mod segments;
mod text;

use std::collections::BTreeMap;
use std::fmt;

use text::{Kind, Listing, Master};

/// What came back from an address.
#[derive(Clone, Debug, Default)]
pub struct Answer {
    /// Of HTTP.
    pub status: u16,
    /// The header of that name.
    pub content_type: String,
    /// Whether it is compressed for a player that bears it.
    pub compressed: bool,
    /// Not compressed.
    pub body: Vec<u8>,
}

/// Decrypts a segment: by which key, from which initialisation vector, of what.
pub type Decrypt = fn(&[u8], &[u8; 16], &[u8]) -> Vec<u8>;

/// Everything that a player can ask for of one cut.
#[derive(Clone, Debug)]
pub struct Presentation {
    master: String,
    answers: BTreeMap<String, Answer>,
    decrypt: Decrypt,
}

/// A rule that is not kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Its number in Apple's specification, or the section of RFC 8216.
    pub rule: &'static str,
    /// Where, and what is wrong.
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}", self.rule, self.what)
    }
}

/// The rules that we do not keep, and why.
pub const DEVIATIONS: [(&str, &str); 4] = [
    (
        "1.30",
        "quality is constant under a cap: a scene that stands still costs little, so the worst one may cost more than twice the average",
    ),
    (
        "7.5",
        "the feed begins with segments of 1 s, so that the first picture comes soon; `steady` has 6 s",
    ),
    (
        "9.21",
        "there is no quality below 192 kb/s: text in a vertical picture cannot be read any more",
    ),
    ("4.5", "nobody tells us which subtitles are for the deaf"),
];

impl Presentation {
    /// Begins with the address of the multivariant playlist.
    pub fn of(master: &str, decrypt: Decrypt) -> Self {
        Self { master: master.to_owned(), answers: BTreeMap::new(), decrypt }
    }

    /// Takes what came back from an address.
    pub fn insert(&mut self, address: String, answer: Answer) {
        self.answers.insert(address, answer);
    }

    /// The answer of an address, to look at or to spoil.
    pub fn answer(&mut self, address: &str) -> Option<&mut Answer> {
        self.answers.get_mut(address)
    }

    /// The addresses that are named somewhere and that nobody asked yet.
    pub fn missing(&self) -> Vec<String> {
        let mut named = vec![self.master.clone()];
        if self.answers.contains_key(&self.master) {
            for listing in self.listings() {
                named.extend(listing.addresses());
                named.push(listing.address);
            }
        }
        named.sort();
        named.dedup();
        named.retain(|it| !self.answers.contains_key(it));
        named
    }

    /// The addresses of the playlists, with what they list.
    pub fn playlists(&self) -> Vec<(String, &'static str)> {
        self.listings().into_iter().map(|it| (it.address, it.kind.name())).collect()
    }

    /// Every rule that is not kept.
    pub fn lint(&self) -> Vec<Violation> {
        let mut found = Findings::default();
        playlists::transport(self, &mut found);
        let (master, listings) = (self.read_master(), self.listings());
        playlists::master(&master, &mut found);
        playlists::alike(&listings, &mut found);
        for listing in &listings {
            playlists::media(listing, &mut found);
        }
        segments::lint(self, &master, &listings, &mut found);
        found.0
    }

    fn read_master(&self) -> Master {
        Master::read(&self.text(&self.master))
    }

    fn listings(&self) -> Vec<Listing> {
        let named = self.read_master().named(&self.master);
        let read = |(address, kind): (String, Kind)| {
            let text = self.text(&address);
            Listing::read(address, kind, &text)
        };
        named.into_iter().map(read).collect()
    }

    fn text(&self, address: &str) -> String {
        String::from_utf8_lossy(&self.bytes(address)).into_owned()
    }

    fn bytes(&self, address: &str) -> Vec<u8> {
        self.answers.get(address).map(|it| it.body.clone()).unwrap_or_default()
    }

    /// A segment as it is before it is encrypted.
    fn clear(&self, entry: &text::Entry) -> Vec<u8> {
        let bytes = self.bytes(&entry.address);
        match &entry.key {
            Some((key, iv)) => (self.decrypt)(&self.bytes(key), iv, &bytes),
            None => bytes,
        }
    }
}

/// What was found so far.
#[derive(Default)]
struct Findings(Vec<Violation>);

impl Findings {
    fn check(&mut self, rule: &'static str, kept: bool, what: impl FnOnce() -> String) {
        if !kept {
            self.0.push(Violation { rule, what: what() });
        }
    }
}
