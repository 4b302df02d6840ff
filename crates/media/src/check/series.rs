//! What can only be said of a series as a whole.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::episode::Facts;
use super::rules::{is_vertical, size};
use super::{Finding, Profile, Rule};
use crate::delivery::{Art, Delivery, Odd, Whose};

/// What is to be said about numbers and names.
pub(super) fn of_delivery(delivery: &Delivery, profile: &Profile) -> Vec<Finding> {
    let mut findings = numbers(delivery, profile);
    for it in &delivery.oddities {
        let (found, wanted) = match it.why {
            Odd::NoNumber => ("no episode number in its name", "a number, such as EP01.mp4"),
            Odd::Elsewhere => ("it lies apart from the masters", "all masters in one folder"),
            Odd::NoEpisode => ("it belongs to no episode", "the number of an episode"),
            Odd::NoLanguage => ("neither a language nor a stem", "a name such as EP01.en.srt"),
            Odd::Twice => ("another file is the same", "one file of each kind and language"),
            Odd::Format => ("a format that is not read", "SRT or WebVTT"),
            Odd::Outside => ("a link that leads out of the folder", "a file in the folder"),
            Odd::OriginalTwice => {
                ("a dub in the language of the masters", "dubs in other languages")
            }
        };
        findings.extend(
            finding(profile, Rule::FileUsed, found, wanted)
                .map(|finding| Finding { file: Some(it.file.clone()), ..finding }),
        );
    }
    findings
}

/// A finding about the series, if the rule is asked.
fn finding(
    profile: &Profile,
    rule: Rule,
    found: impl Into<String>,
    wanted: impl Into<String>,
) -> Option<Finding> {
    let severity = profile.severity(rule)?;
    let (found, wanted) = (found.into(), wanted.into());
    Some(Finding { file: None, whose: None, rule, severity, found, wanted, at_s: None })
}

fn numbers(delivery: &Delivery, profile: &Profile) -> Vec<Finding> {
    let mut by_number: BTreeMap<u32, Vec<&Path>> = BTreeMap::new();
    for it in &delivery.episodes {
        by_number.entry(it.number).or_default().push(&it.footage.master);
    }
    let mut findings = Vec::new();
    let mut due = profile.first_number;
    for (&number, masters) in &by_number {
        if number > due {
            let found = match number - due {
                1 => format!("episode {due} is missing"),
                _ => format!("episodes {due} to {} are missing", number - 1),
            };
            let wanted = format!("every number from {}", profile.first_number);
            findings.extend(finding(profile, Rule::NumberGap, found, wanted));
        }
        due = due.max(number + 1);
        if masters.len() > 1 {
            let names: Vec<_> = masters.iter().map(|it| it.display().to_string()).collect();
            let twice = finding(profile, Rule::NumberTwice, names.join(", "), "one master");
            findings.extend(twice.map(|it| Finding { whose: Some(Whose::Episode(number)), ..it }));
        }
    }
    findings
}

/// Whether the pictures that sell the series are there, and whole.
pub(super) async fn art(folder: PathBuf, art: Art, profile: &Profile) -> Vec<Finding> {
    let looked = tokio::task::spawn_blocking(move || look_at_art(&folder, &art)).await;
    let looked = looked.unwrap_or_default();
    let mut findings = Vec::new();
    let absent: Vec<_> = looked.iter().filter(|it| it.1.is_none()).map(|it| it.0).collect();
    if !absent.is_empty() {
        let found = format!("no {}", absent.join(", no "));
        findings.extend(finding(profile, Rule::ArtPresent, found, "poster, hero and cover"));
    }
    for (name, looked) in looked {
        if let Some((file, Err(found))) = looked {
            let wanted = format!("a PNG, JPEG or WebP as {name}");
            let finding = finding(profile, Rule::ArtPresent, found, wanted);
            findings.extend(finding.map(|it| Finding { file: Some(file), ..it }));
        }
    }
    findings
}

type Looked = (&'static str, Option<(PathBuf, Result<(), String>)>);

fn look_at_art(folder: &Path, art: &Art) -> Vec<Looked> {
    let look = |file: &Path| {
        let whole = crate::art::read(&folder.join(file));
        (file.to_owned(), whole.map(drop).map_err(|it| it.to_string()))
    };
    art.named().into_iter().map(|(name, file)| (name, file.map(look))).collect()
}

/// The odd ones out. Where more than half of the episodes agree, the others are named; where they
/// do not, the series is. A trailer may have a size of its own: nobody swipes from it.
///
/// Pictures that are not vertical are another rule's.
pub(super) fn picture_sizes(facts: &[Facts<'_>], profile: &Profile) -> Vec<Finding> {
    let sized: Vec<_> = facts
        .iter()
        .filter(|it| it.whose != Whose::Trailer)
        .filter_map(|it| {
            let shown = it.master.as_ref().ok()?.video.as_ref()?.shown();
            is_vertical(shown, profile).then_some((it, shown))
        })
        .collect();
    let mut counts: BTreeMap<(u32, u32), usize> = BTreeMap::new();
    for (_, shown) in &sized {
        *counts.entry(*shown).or_default() += 1;
    }
    let most = counts.iter().max_by_key(|it| it.1).filter(|it| it.1 * 2 > sized.len());
    let Some((&usual, _)) = most else {
        let each = counts.iter().map(|(&it, count)| format!("{} ({count} times)", size(it)));
        let found = each.collect::<Vec<_>>().join(", ");
        let mixed = finding(profile, Rule::SamePictureSize, found, "one size in all episodes");
        return mixed.into_iter().filter(|_| !sized.is_empty()).collect();
    };
    let odd = sized.into_iter().filter(|(_, shown)| *shown != usual);
    odd.filter_map(|(facts, shown)| {
        let wanted = format!("{}, as the others", size(usual));
        let finding = finding(profile, Rule::SamePictureSize, size(shown), wanted)?;
        let (file, whose) = (Some(facts.footage.master.clone()), Some(facts.whose));
        Some(Finding { file, whose, ..finding })
    })
    .collect()
}
