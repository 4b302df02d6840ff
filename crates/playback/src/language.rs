//! What a language calls itself, for players that show names and cannot look them up.

use base::Language;

/// Its own name, or its tag where we do not know it.
pub fn autonym(language: &Language) -> &str {
    let exact = NAMES.iter().find(|(tag, _)| *tag == language.as_str());
    let primary = || NAMES.iter().find(|(tag, _)| *tag == language.primary());
    exact.or_else(primary).map_or(language.as_str(), |(_, name)| name)
}

/// As the Unicode CLDR has them.
const NAMES: &[(&str, &str)] = &[
    ("ar", "العربية"),
    ("bn", "বাংলা"),
    ("de", "Deutsch"),
    ("en", "English"),
    ("es", "Español"),
    ("fa", "فارسی"),
    ("fil", "Filipino"),
    ("fr", "Français"),
    ("hi", "हिन्दी"),
    ("id", "Indonesia"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("ms", "Melayu"),
    ("nl", "Nederlands"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("pt-BR", "Português (Brasil)"),
    ("ru", "Русский"),
    ("th", "ไทย"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("ur", "اردو"),
    ("vi", "Tiếng Việt"),
    ("zh", "中文"),
    ("zh-Hans", "简体中文"),
    ("zh-Hant", "繁體中文"),
];
