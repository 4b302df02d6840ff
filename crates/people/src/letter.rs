//! What mails say: a file a language, compiled in.
//!
//! A file is a subject and paragraphs, with empty lines between them. A paragraph that begins with
//! `> ` is the word on the link. `{service}` is the name of the service.

use base::{Language, best_language};
use html_escape::encode_quoted_attribute as escape;

/// A mail, written out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Letter {
    /// Its subject.
    pub subject: String,
    /// For programs that show text.
    pub text: String,
    /// The same for programs that show pages.
    pub html: String,
    /// In which language it is.
    pub language: &'static str,
    /// Its paragraphs, for whoever shows them in a way of his own. `None` is where the link stands.
    pub paragraphs: Vec<Option<String>>,
    /// The word on the link.
    pub word: String,
    /// Where the link leads.
    pub link: String,
}

/// The languages of the interface, and what a link to sign in says in each.
const SIGN_IN: [(&str, &str); 14] = [
    ("en", include_str!("../letters/sign-in/en.txt")),
    ("ar", include_str!("../letters/sign-in/ar.txt")),
    ("es", include_str!("../letters/sign-in/es.txt")),
    ("fil", include_str!("../letters/sign-in/fil.txt")),
    ("fr", include_str!("../letters/sign-in/fr.txt")),
    ("hi", include_str!("../letters/sign-in/hi.txt")),
    ("id", include_str!("../letters/sign-in/id.txt")),
    ("ko", include_str!("../letters/sign-in/ko.txt")),
    ("ms", include_str!("../letters/sign-in/ms.txt")),
    ("pt", include_str!("../letters/sign-in/pt.txt")),
    ("th", include_str!("../letters/sign-in/th.txt")),
    ("vi", include_str!("../letters/sign-in/vi.txt")),
    ("zh-Hans", include_str!("../letters/sign-in/zh-Hans.txt")),
    ("zh-Hant", include_str!("../letters/sign-in/zh-Hant.txt")),
];

/// A link to sign in.
pub fn sign_in(language: &Language, service: &str, address: &str) -> Letter {
    let (language, template) = closest(language);
    let template = template.replace("{service}", service);
    let mut paragraphs = template.trim().split("\n\n");
    let subject = paragraphs.next().unwrap_or_default().to_owned();
    let paragraphs: Vec<&str> = paragraphs.collect();
    let word = paragraphs.iter().find_map(|it| it.strip_prefix("> ")).unwrap_or_default();
    let shown = |it: &&str| (!it.starts_with("> ")).then(|| (*it).to_owned());
    Letter {
        text: text(&paragraphs, address),
        html: html(&paragraphs, language, &subject, address),
        subject,
        language,
        word: word.to_owned(),
        paragraphs: paragraphs.iter().map(shown).collect(),
        link: address.to_owned(),
    }
}

/// The language itself, one that is written alike, or English.
fn closest(language: &Language) -> (&'static str, &'static str) {
    let ours: Vec<Language> = SIGN_IN.iter().filter_map(|(tag, _)| tag.parse().ok()).collect();
    // Tagalog is what Filipino was called before it had a tag of its own.
    let wanted = if language.primary() == "tl" { "fil" } else { language.as_str() };
    let found = wanted.parse().ok().and_then(|it| best_language(&[it], ours.iter()));
    let is_it = |(tag, _): &&(&str, &str)| found.is_some_and(|it| it.as_str() == *tag);
    *SIGN_IN.iter().find(is_it).unwrap_or(&SIGN_IN[0])
}

fn text(paragraphs: &[&str], address: &str) -> String {
    let written = paragraphs.iter().map(|it| match it.strip_prefix("> ") {
        Some(word) => format!("{word}:\n{address}\n\n"),
        None => format!("{it}\n\n"),
    });
    written.collect::<String>().trim_end().to_owned() + "\n"
}

/// One column, no pictures, nothing fetched. Programs that show mail know no style sheets.
fn html(paragraphs: &[&str], language: &str, subject: &str, address: &str) -> String {
    let direction = if language == "ar" { "rtl" } else { "ltr" };
    let body: String = paragraphs
        .iter()
        .map(|it| match it.strip_prefix("> ") {
            Some(word) => format!(
                "<p style=\"margin:24px 0\"><a href=\"{}\" style=\"display:inline-block;\
                 padding:14px 24px;border-radius:8px;background:#c2183a;color:#ffffff;\
                 font-weight:600;text-decoration:none\">{}</a></p>\n",
                escape(address),
                escape(word)
            ),
            None => format!("<p style=\"margin:0 0 16px\">{}</p>\n", escape(it)),
        })
        .collect();
    format!(
        "<!doctype html>\n<html lang=\"{language}\" dir=\"{direction}\">\n<head>\n\
         <meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n\
         <meta name=\"color-scheme\" content=\"light\">\n<title>{subject}</title>\n</head>\n\
         <body style=\"margin:0;background:#f6f6f8\">\n\
         <div style=\"max-width:480px;margin:0 auto;padding:32px 24px;background:#ffffff;\
         color:#16161d;font:16px/1.6 system-ui,sans-serif\">\n\
         <h1 style=\"margin:0 0 16px;font-size:22px\">{subject}</h1>\n{body}</div>\n\
         </body>\n</html>\n",
        subject = escape(subject)
    )
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_language_says_the_same_in_its_own_words() {
        let address = "https://watch.example.org/sign-in?token=abc&next=/";
        let tags: BTreeSet<_> = SIGN_IN.iter().map(|(tag, _)| *tag).collect();
        assert_eq!(tags, BTreeSet::from(base::INTERFACE_LANGUAGES));
        let mut subjects = BTreeSet::new();
        for (tag, template) in SIGN_IN {
            let letter = sign_in(&tag.parse().unwrap(), "Night & Day", address);
            assert_eq!(letter.language, tag);
            assert!(subjects.insert(letter.subject.clone()), "{tag} is another's words");
            assert!(letter.subject.contains("Night & Day") && !letter.subject.contains('\n'));
            assert_eq!(letter.text.matches(address).count(), 1, "{tag}: {}", letter.text);
            assert!(letter.text.contains("15"), "{tag} does not say how long it works");
            assert!(letter.html.contains("token=abc&amp;next=/\""), "{tag}: {}", letter.html);
            assert!(letter.html.contains("Night &amp; Day"));
            assert!(letter.html.contains(&format!("<html lang=\"{tag}\"")));
            assert_eq!(letter.html.contains("dir=\"rtl\""), tag == "ar");
            for written in [&letter.text, &letter.html] {
                assert!(!written.contains('{') && !written.contains("> >"), "{tag}: {written}");
            }
            // Subject, word on the link, how long it works, and what to do if it was a mistake.
            assert_eq!(template.trim().split("\n\n").count(), 5, "{tag}");
            assert!(!template.contains('!'), "{tag} raises its voice");
        }
    }

    #[test]
    fn who_asks_for_another_language_gets_the_closest() {
        for (asked, given) in [
            ("en-GB", "en"),
            ("zh", "zh-Hans"),
            ("zh-CN", "zh-Hans"),
            ("zh-TW", "zh-Hant"),
            ("zh-Hant-HK", "zh-Hant"),
            ("pt-BR", "pt"),
            ("tl", "fil"),
            ("de", "en"),
        ] {
            assert_eq!(closest(&asked.parse().unwrap()).0, given, "{asked}");
        }
    }
}
