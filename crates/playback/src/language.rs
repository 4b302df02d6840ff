//! What a language calls itself, for players that show names and cannot look them up.

use base::Language;

/// Its own name, or its tag where we do not know it.
pub fn autonym(language: &Language) -> &str {
    let tag = language.as_str();
    // `zh-Hans-CN`, then `zh-Hans`, then `zh`.
    let ends = std::iter::once(tag.len()).chain(tag.rmatch_indices('-').map(|(at, _)| at));
    let name = |end: usize| NAMES.iter().find(|(it, _)| *it == &tag[..end]);
    ends.into_iter().find_map(name).map_or(tag, |(_, name)| name)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_found() {
        let name = |tag: &str| autonym(&tag.parse().unwrap()).to_owned();
        assert_eq!(name("zh-Hans-CN"), "简体中文");
        assert_eq!(name("zh-Hant-TW"), "繁體中文");
        assert_eq!(name("pt-BR"), "Português (Brasil)");
        assert_eq!(name("pt-PT"), "Português");
        assert_eq!(name("tlh"), "tlh");
    }
}
