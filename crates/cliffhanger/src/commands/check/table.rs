//! Findings as a table for people.

use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{Attribute, Cell, Color, ColumnConstraint, ContentArrangement, Table, Width};
use media::check::{Finding, Severity};
use media::delivery::Whose;

/// How wide the table is where there is no terminal to ask.
const WIDTH: u16 = 120;

/// A line a finding.
pub(super) fn of(findings: &[Finding]) -> String {
    let mut table = Table::new();
    table
        .load_style(UTF8_HORIZONTAL_ONLY)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_header(["", "Episode", "File", "At", "Rule", "Found", "Wanted"]);
    if !table.is_tty() {
        table.set_width(WIDTH);
    }
    for finding in findings {
        table.add_row(row(finding));
    }
    if let Some(column) = table.column_mut(5) {
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(20)));
    }
    hide_empty(&mut table, findings);
    table.to_string()
}

/// What no finding has takes no room from the others.
fn hide_empty(table: &mut Table, findings: &[Finding]) {
    let empty = [
        (1, findings.iter().all(|it| it.whose.is_none())),
        (2, findings.iter().all(|it| it.file.is_none())),
        (3, findings.iter().all(|it| it.at_s.is_none())),
    ];
    for (index, _) in empty.iter().filter(|it| it.1) {
        if let Some(column) = table.column_mut(*index) {
            column.set_constraint(ColumnConstraint::Hidden);
        }
    }
}

fn row(finding: &Finding) -> Vec<Cell> {
    let severity = match finding.severity {
        Severity::Error => Cell::new("error").fg(Color::Red).add_attribute(Attribute::Bold),
        Severity::Warning => Cell::new("warning").fg(Color::Yellow),
    };
    let file = finding.file.as_ref().map(|it| it.display().to_string());
    vec![
        severity,
        Cell::new(finding.whose.map_or_else(String::new, Whose::short)),
        Cell::new(plain(&file.unwrap_or_default())),
        Cell::new(finding.at_s.map_or_else(String::new, |it| format!("{it:.1} s"))),
        Cell::new(finding.rule.name()),
        Cell::new(plain(&finding.found)),
        Cell::new(&finding.wanted),
    ]
}

/// Names of files come from strangers: what would steer the terminal is shown as a question mark.
fn plain(text: &str) -> String {
    text.chars().map(|it| if it.is_control() { '\u{fffd}' } else { it }).collect()
}

#[cfg(test)]
mod tests {
    use media::check::Rule;

    use super::*;

    #[test]
    fn a_name_cannot_steer_the_terminal() {
        let finding = Finding {
            file: Some("EP\u{1b}[2J01.mp4".into()),
            whose: Some(Whose::Episode(1)),
            rule: Rule::Readable,
            severity: Severity::Error,
            found: "nothing\nin it".to_owned(),
            wanted: "a video".to_owned(),
            at_s: Some(1.25),
        };
        let table = of(&[finding]);
        assert!(!table.contains('\u{1b}') && table.contains("readable"), "{table}");
    }
}
