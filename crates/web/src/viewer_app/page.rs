//! Which pages the app has. `apps/viewer/src/paths.ts` says the same.

use percent_encoding::percent_decode_str;

use crate::answer;

/// A page of the app.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Page {
    /// What the storefront shows first.
    Start,
    /// Everything there is to watch.
    Home,
    /// The feed that goes through all series.
    ForYou,
    /// One series and its episodes.
    Series(String),
    /// An episode in the feed of its series.
    Watch(String, u32),
    /// The same inside of somebody else's page.
    Embed(String, Option<u32>),
    /// A page that is of no series.
    Plain,
    /// There is none.
    Unknown,
}

/// Pages with one name.
const PLAIN: [&str; 6] = ["search", "list", "history", "profile", "sign-in", "offline"];
/// Rooms whose pages have a name of their own.
const ROOMS: [&str; 3] = ["genre", "mood", "profile"];

impl Page {
    pub(super) fn at(path: &str) -> Self {
        let parts: Option<Vec<String>> = path.trim_matches('/').split('/').map(decoded).collect();
        let parts = parts.unwrap_or_default();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let number = |text: &str| answer::number(text).and_then(|it| u32::try_from(it).ok());
        match parts.as_slice() {
            [""] => Self::Start,
            ["home"] => Self::Home,
            ["for-you"] => Self::ForYou,
            [name] if PLAIN.contains(name) => Self::Plain,
            [room, name] if ROOMS.contains(room) && !name.is_empty() => Self::Plain,
            ["series", slug] if !slug.is_empty() => Self::Series((*slug).to_owned()),
            ["embed", slug] if !slug.is_empty() => Self::Embed((*slug).to_owned(), None),
            ["watch", slug, number_text] if !slug.is_empty() => match number(number_text) {
                Some(number) => Self::Watch((*slug).to_owned(), number),
                None => Self::Unknown,
            },
            ["embed", slug, number_text] if !slug.is_empty() => match number(number_text) {
                Some(number) => Self::Embed((*slug).to_owned(), Some(number)),
                None => Self::Unknown,
            },
            _ => Self::Unknown,
        }
    }

    /// Whether it begins with a picture that moves.
    pub(super) fn is_feed(&self) -> bool {
        matches!(self, Self::Start | Self::ForYou | Self::Watch(..) | Self::Embed(..))
    }

    /// The series and the number of the episode that it is about.
    pub(super) fn about(&self) -> Option<(&str, Option<u32>)> {
        match self {
            Self::Series(slug) => Some((slug, None)),
            Self::Watch(slug, number) => Some((slug, Some(*number))),
            Self::Embed(slug, number) => Some((slug, *number)),
            _ => None,
        }
    }
}

/// A part of a path without its percent signs; `None` where that is no text of ours.
fn decoded(part: &str) -> Option<String> {
    let text = percent_decode_str(part).decode_utf8().ok()?;
    (!text.contains('\0')).then(|| text.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_is_of_one_page() {
        let series = |it: &str| Page::Series(it.to_owned());
        for (path, page) in [
            ("/", Page::Start),
            ("/home", Page::Home),
            ("/for-you", Page::ForYou),
            ("/search", Page::Plain),
            ("/genre/slow-burn-romance", Page::Plain),
            ("/profile/privacy", Page::Plain),
            ("/series/the-lantern-debt", series("the-lantern-debt")),
            ("/series/%E7%81%AF", series("灯")),
            ("/watch/debt/12", Page::Watch("debt".to_owned(), 12)),
            ("/embed/debt", Page::Embed("debt".to_owned(), None)),
            ("/embed/debt/3", Page::Embed("debt".to_owned(), Some(3))),
        ] {
            assert_eq!(Page::at(path), page, "{path}");
        }
        for path in [
            "/nothing",
            "/watch/x",
            "/watch/x/y",
            "/watch/x/+1",
            "/watch/x/99999999999",
            "/series",
            "/series/a/b",
            "/series/%FF",
            "/series/%00",
            "/embed",
            "/genre",
        ] {
            assert_eq!(Page::at(path), Page::Unknown, "{path}");
        }
    }
}
