//! What people call their files: episode numbers, languages and stems in names.

use std::path::Path;

use base::Language;

use super::{NUMBER_MAX, Stem};

/// What a file is, going by its extension. Whether it is true, a probe says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Video,
    Audio,
    Subtitles,
    /// Subtitles in a format that we do not read.
    OtherSubtitles,
    Other,
}

pub(super) fn kind(path: &Path) -> Kind {
    let extension = path.extension().unwrap_or_default().to_string_lossy().to_ascii_lowercase();
    match extension.as_str() {
        "mp4" | "mov" | "m4v" | "mkv" | "webm" | "avi" | "mxf" | "ts" | "mts" | "m2ts" | "mpg"
        | "mpeg" | "wmv" | "flv" => Kind::Video,
        "wav" | "m4a" | "mp3" | "aac" | "flac" | "ogg" | "opus" | "ac3" | "eac3" | "w64"
        | "caf" | "mka" => Kind::Audio,
        "srt" | "vtt" | "webvtt" => Kind::Subtitles,
        "ass" | "ssa" | "ttml" | "dfxp" | "sub" | "idx" | "sup" | "stl" | "smi" | "lrc" => {
            Kind::OtherSubtitles
        }
        _ => Kind::Other,
    }
}

/// The name without its extension, with full-width digits as plain ones.
pub(super) fn stem_of(path: &Path) -> String {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    stem.chars()
        .map(|it| match it {
            '０'..='９' => char::from(b'0' + (it as u32 - '０' as u32) as u8),
            _ => it,
        })
        .collect()
}

/// Words before a number that make it an episode's, longest first where one begins another.
const WORDS: [&str; 21] = [
    "episodio",
    "episódio",
    "episode",
    "épisode",
    "capítulo",
    "capitulo",
    "chapter",
    "folge",
    "bölüm",
    "серия",
    "الحلقة",
    "ตอนที่",
    "ตอน",
    "tập",
    "part",
    "eps",
    "epi",
    "cap",
    "ep",
    "e",
    "#",
];

/// The number that a name gives outright: `EP01`, `Episode 1`, `S01E001`, `第1集`.
pub(super) fn marked_number(stem: &str) -> Option<u32> {
    let lower = in_words(stem);
    chinese_number(&lower).or_else(|| {
        let starts = lower.char_indices().map(|(at, _)| at);
        starts.filter(|&at| begins_word(&lower, at)).find_map(|at| {
            let word = WORDS.iter().find(|word| lower[at..].starts_with(*word))?;
            let rest = &lower[at + word.len()..];
            leading_number(rest.trim_start_matches([' ', '.', '_', '-', '#', ':']))
        })
    })
}

/// What a trailer is called. Those of the second list are written without spaces around them.
const TRAILER_WORDS: [&str; 17] = [
    "trailer",
    "teaser",
    "promo",
    "tráiler",
    "трейлер",
    "тизер",
    "fragman",
    "bande-annonce",
    "avance",
    "cuplikan",
    "إعلان",
    "برومو",
    "ट्रेलर",
    "ট্রেলার",
    "트레일러",
    "trailers",
    "teasers",
];
const TRAILER_SIGNS: [&str; 8] =
    ["预告", "預告", "予告", "先导片", "トレーラー", "예고", "ตัวอย่าง", "ทีเซอร์"];

/// Whether a name is that of a trailer: it says so, and gives no number of an episode. `Trailer Park
/// 07` and `EP03 trailer` are episodes, or want to be.
pub(super) fn is_trailer(stem: &str) -> bool {
    let lower = stem.to_lowercase();
    let words: Vec<&str> =
        lower.split([' ', '.', '_', '(', ')', '[', ']', ',']).filter(|it| !it.is_empty()).collect();
    let is_word = |word: &str| {
        TRAILER_WORDS.contains(&word) || word.split('-').any(|it| TRAILER_WORDS.contains(&it))
    };
    let says =
        words.iter().any(|it| is_word(it)) || TRAILER_SIGNS.iter().any(|it| lower.contains(it));
    let ends = words.last().is_some_and(|it| is_word(it));
    says && marked_number(stem).is_none() && (ends || bare_numbers(stem).is_empty())
}

/// A name in small letters, with a space where a capital begins another word (`LanternDebtEP01`),
/// and where a script ends that writes none (`灯债01`).
fn in_words(stem: &str) -> String {
    let mut words = String::with_capacity(stem.len() + 8);
    let mut before = ' ';
    for it in stem.chars() {
        let begins = before.is_lowercase() && it.is_uppercase();
        let follows = writes_no_spaces(before) && it.is_ascii_alphanumeric();
        if begins || follows {
            words.push(' ');
        }
        words.extend(it.to_lowercase());
        before = it;
    }
    words
}

/// Whether a letter is of a script that puts no spaces between words. `第` belongs to its number.
fn writes_no_spaces(it: char) -> bool {
    let thai_to_khmer =
        ('\u{e00}'..='\u{eff}').contains(&it) || ('\u{1780}'..='\u{17ff}').contains(&it);
    let kana_and_han = ('\u{3040}'..='\u{9fff}').contains(&it);
    it.is_alphabetic() && it != '第' && (thai_to_khmer || kana_and_han)
}

/// A word begins after something that is no letter. The `e` of `s01e001` does too.
fn begins_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_none_or(|it| !it.is_alphabetic())
}

/// `第12集`, `第十二话` and `12集`.
fn chinese_number(text: &str) -> Option<u32> {
    let end = text.find(['集', '话', '話', '回'])?;
    let before = text[..end].trim_end();
    let number = match before.rfind('第') {
        Some(at) => before[at + '第'.len_utf8()..].trim(),
        None => before.trim_start_matches(|it: char| !it.is_ascii_digit()),
    };
    if number.is_empty() {
        return None;
    }
    in_range(number.parse().ok().or_else(|| numeral(number))?)
}

/// Chinese numerals up to 999.
fn numeral(text: &str) -> Option<u32> {
    let (mut total, mut digit) = (0, None);
    for it in text.chars() {
        let unit = match it {
            '百' => 100,
            '十' => 10,
            _ => {
                let digits = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
                let value = digits.iter().position(|&digit| digit == it);
                digit = Some(u32::try_from(value?).ok()?);
                continue;
            }
        };
        total += unit * digit.take().unwrap_or(1);
    }
    Some(total + digit.unwrap_or(0))
}

fn leading_number(text: &str) -> Option<u32> {
    let end = text.find(|it: char| !it.is_ascii_digit()).unwrap_or(text.len());
    // `720p` and `1080x1920` are sizes.
    let size = text[end..].starts_with(['p', 'x', '×']) && text[..end].len() >= 3;
    if size { None } else { in_range(text[..end].parse().ok()?) }
}

fn in_range(number: u32) -> Option<u32> {
    (1..=NUMBER_MAX).contains(&number).then_some(number)
}

/// The numbers that stand in a name and could be its episode's, in order.
pub(super) fn bare_numbers(stem: &str) -> Vec<u32> {
    let words = in_words(&without_checksums(stem));
    tokens(&words).filter_map(bare_number).collect()
}

fn tokens(words: &str) -> impl Iterator<Item = &str> {
    words.split(|it: char| !it.is_alphanumeric() && it != '×')
}

/// A number by itself, with what takes put behind it (`12`, `12a`, `12v2`), or with its season
/// (`1x12`).
fn bare_number(token: &str) -> Option<u32> {
    let digits = token.find(|it: char| !it.is_ascii_digit()).unwrap_or(token.len());
    let (number, after) = token.split_at(digits);
    if let Some(of_season) = number_of_season(number, after) {
        return in_range(of_season);
    }
    let take = after.strip_prefix('v').is_some_and(is_digits);
    let known = matches!(after, "p" | "i" | "k" | "fps" | "hz" | "bit" | "mbps" | "kbps" | "ch");
    if known || (!take && after.chars().any(|it| it.is_ascii_digit() || it == '×')) {
        return None;
    }
    in_range(number.parse().ok()?)
}

/// `x12` behind the season. `9x16` is the shape of a picture, and `1080x1920` its size.
fn number_of_season(season: &str, after: &str) -> Option<u32> {
    let number = after.strip_prefix('x').filter(|it| is_digits(it))?;
    let shape = matches!((season, number), ("9", "16") | ("16", "9") | ("3", "4") | ("4", "3"));
    let lengths = (1..=2).contains(&season.len()) && (2..=3).contains(&number.len());
    (lengths && !shape).then(|| number.parse().ok())?
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit())
}

/// What stands right before a number that is no episode's: a version, a codec.
const NO_EPISODES: [&str; 8] = ["v", "ver", "version", "h", "x", "mp", "vp", "av"];

/// Numbers that a word runs into, as in `video1`.
fn glued_numbers(stem: &str) -> Vec<u32> {
    let words = in_words(&without_checksums(stem));
    let number = |token: &str| {
        let word = token.trim_end_matches(|it: char| it.is_ascii_digit());
        let other = NO_EPISODES.contains(&word) || TRAILER_WORDS.contains(&word);
        let is_word = !other && !word.is_empty() && word.chars().all(char::is_alphabetic);
        is_word.then(|| token[word.len()..].parse().ok()).flatten().and_then(in_range)
    };
    tokens(&words).filter_map(number).collect()
}

/// `[A1B2C3D4]` says nothing about the episode.
fn without_checksums(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (nth, part) in text.split('[').enumerate() {
        let inside = part.split_once(']');
        match inside {
            Some((sum, after))
                if nth > 0 && sum.len() == 8 && sum.bytes().all(|it| it.is_ascii_hexdigit()) =>
            {
                out.extend([" ", after]);
            }
            _ => out.extend([" ", part]),
        }
    }
    out
}

/// The episode numbers of these names, which belong together.
///
/// Where no word marks the number, it is the one that tells the names apart: of `the show 2 - 07`
/// and `the show 2 - 08`, the last. Where no number stands by itself in any of them, those that a
/// word runs into are taken.
pub(super) fn numbers(stems: &[String]) -> Vec<Option<u32>> {
    let marked: Vec<Option<u32>> = stems.iter().map(|it| marked_number(it)).collect();
    let mut bare: Vec<Vec<u32>> = stems.iter().map(|it| bare_numbers(it)).collect();
    if marked.iter().all(Option::is_none) && bare.iter().all(Vec::is_empty) {
        bare = stems.iter().map(|it| glued_numbers(it)).collect();
    }
    let unmarked = || bare.iter().zip(&marked).filter(|(_, it)| it.is_none()).map(|(it, _)| it);
    let column = telling_column(&unmarked().collect::<Vec<_>>());
    let own = |(bare, marked): (&Vec<u32>, &Option<u32>)| marked.or_else(|| column.of(bare));
    bare.iter().zip(&marked).map(own).collect()
}

/// Which of the numbers of a name counts.
#[derive(Clone, Copy)]
enum Column {
    FromStart(usize),
    FromEnd(usize),
}

impl Column {
    fn of(self, numbers: &[u32]) -> Option<u32> {
        match self {
            Self::FromStart(nth) => numbers.get(nth).copied(),
            Self::FromEnd(nth) => numbers.iter().rev().nth(nth).copied(),
        }
    }
}

/// Names with three numbers or more are looked at from both ends, this far.
const COLUMNS: usize = 3;

fn telling_column(names: &[&Vec<u32>]) -> Column {
    let columns = (0..COLUMNS).flat_map(|nth| [Column::FromStart(nth), Column::FromEnd(nth)]);
    let different = |column: &Column| {
        let mut found: Vec<u32> = names.iter().filter_map(|it| column.of(it)).collect();
        found.sort_unstable();
        found.dedup();
        found.len()
    };
    // The first of the best: what stands at the start wins, as in `01 - the day 7 came`.
    columns.rev().max_by_key(different).unwrap_or(Column::FromStart(0))
}

/// What a file beside the masters is, by the words of its name and of its folders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Stem(Stem),
    Language(Language),
    /// It says both: a stem of a dub, which has no place.
    Both,
    Unknown,
}

/// `tags` is the name after the episode, `folders` where it lies, the nearest first.
pub(super) fn role(tags: &str, folders: &[String]) -> Role {
    let own = role_in(tags);
    if own != Role::Unknown {
        return own;
    }
    let mut folders = folders.iter().map(|it| role_in(it));
    folders.find(|it| *it != Role::Unknown).unwrap_or(Role::Unknown)
}

fn role_in(text: &str) -> Role {
    let lower = text.to_lowercase();
    let words: Vec<&str> =
        lower.split([' ', '.', '_', '(', ')', '[', ']', ',']).filter(|it| !it.is_empty()).collect();
    let mut languages = words.iter().rev().filter_map(|it| {
        let parts = it.split('-').rev();
        language(it).or_else(|| parts.into_iter().find_map(language))
    });
    match (stem_in(&lower, &words), languages.next()) {
        (Some(_), Some(_)) => Role::Both,
        (Some(stem), None) => Role::Stem(stem),
        (None, Some(language)) => Role::Language(language),
        (None, None) => Role::Unknown,
    }
}

fn stem_in(lower: &str, words: &[&str]) -> Option<Stem> {
    let whole = lower.replace(['_', ' ', '.'], "-");
    let has = |names: &[&str]| {
        let parts = words.iter().flat_map(|it| it.split('-').chain([*it]));
        parts.into_iter().any(|it| names.contains(&it))
    };
    let both = ["music-and-effects", "music-effects", "music-fx", "music&effects"];
    if has(&["me", "m&e", "m+e", "mne", "bgm", "instrumental"])
        || both.iter().any(|it| whole.contains(it))
    {
        return Some(Stem::MusicAndEffects);
    }
    has(&["dialogue", "dialog", "dialogues", "dx", "vocals", "voices", "voice"])
        .then_some(Stem::Dialogue)
}

/// Languages by their names, and by codes that are not BCP-47's.
const LANGUAGE_NAMES: [(&str, &[&str]); 32] = [
    ("en", &["eng", "english", "英语", "英文"]),
    ("zh", &["zho", "chi", "chinese", "mandarin", "中文", "普通话", "国语"]),
    ("zh-Hans", &["chs", "sc", "gb", "简体", "简中", "simplified"]),
    ("zh-Hant", &["cht", "tc", "big5", "繁體", "繁体", "繁中", "traditional"]),
    ("es", &["spa", "spanish", "español", "espanol"]),
    ("es-419", &["latam", "latino"]),
    ("pt", &["por", "portuguese", "português", "portugues"]),
    ("pt-BR", &["ptbr", "brazilian"]),
    ("id", &["ind", "indonesian", "indonesia", "bahasa"]),
    ("ms", &["msa", "may", "malay", "melayu"]),
    ("th", &["tha", "thai", "ไทย"]),
    ("vi", &["vie", "vietnamese", "việt"]),
    ("ar", &["ara", "arabic", "العربية"]),
    ("hi", &["hin", "hindi"]),
    ("bn", &["ben", "bengali"]),
    ("ta", &["tam", "tamil"]),
    ("te", &["tel", "telugu"]),
    ("ur", &["urd", "urdu"]),
    ("fil", &["tagalog", "filipino"]),
    ("ja", &["jpn", "japanese", "日本語", "日语"]),
    ("ko", &["kor", "korean", "한국어", "韩语"]),
    ("fr", &["fra", "fre", "french", "français", "francais"]),
    ("de", &["deu", "ger", "german", "deutsch"]),
    ("it", &["ita", "italian", "italiano"]),
    ("ru", &["rus", "russian", "русский"]),
    ("tr", &["tur", "turkish", "türkçe"]),
    ("pl", &["pol", "polish", "polski"]),
    ("nl", &["nld", "dut", "dutch", "nederlands"]),
    ("uk", &["ukr", "ukrainian"]),
    ("fa", &["fas", "per", "persian", "farsi"]),
    ("he", &["heb", "hebrew", "iw"]),
    ("yue", &["cantonese", "粤语", "粵語"]),
];

/// The two-letter codes of ISO 639-1 that a name may well mean. `me` is music and effects; words
/// of other languages (`no`, `so`, `is`, `to`, `an`, `or`) are languages only where they stand in
/// the language's place, which a name alone does not tell, so those are left to `series.toml`.
const CODES: &str = " en zh es pt id ms th vi ar hi bn ta te ur ja ko fr de it ru tr pl nl uk fa he \
     sv da nb fi cs sk hu ro bg el hr sr sl lt lv et km lo my ne si kn ml mr gu pa sw zu xh yo ig ha \
     am az ka kk ky mn uz tg tk hy sq mk bs ca eu gl cy ga jv su ceb fil yue ";

fn language(word: &str) -> Option<Language> {
    let (first, rest) = word.split_once('-').unwrap_or((word, ""));
    let tag = if CODES.contains(&format!(" {first} ")) && plain_subtags(rest) {
        word.to_owned()
    } else {
        let by_name = |(_, names): &&(&str, &[&str])| names.contains(&word);
        LANGUAGE_NAMES.iter().find(by_name)?.0.to_owned()
    };
    tag.parse().ok()
}

/// A script, a region, or both: `hans`, `br`, `419`, `hans-cn`.
fn plain_subtags(rest: &str) -> bool {
    rest.is_empty() || {
        let ends = rest.split('-');
        ends.into_iter().all(|it| {
            let letters = it.bytes().all(|it| it.is_ascii_alphabetic());
            let scripts = ["hans", "hant", "latn", "cyrl", "arab"];
            (it.len() == 2 && letters) || it == "419" || scripts.contains(&it)
        })
    }
}
