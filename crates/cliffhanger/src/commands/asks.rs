//! `cliffhanger asks`

use base::Language;
use catalogue::published::{Catalogue, Entry};
use comfy_table::presets::UTF8_HORIZONTAL_ONLY;
use comfy_table::{CellAlignment, Table};
use people::ask::{self, Demand};
use serde::Serialize;

use crate::cli::Asks;
use crate::config::Config;
use crate::exit::Exit;
use crate::house::House;
use crate::output;

/// How many viewers would watch a series in a language.
#[derive(Debug, Serialize)]
struct Ask {
    series: String,
    title: String,
    language: Language,
    viewers: u64,
    /// How it is there already: heard, read, or not at all.
    offered: Offered,
}

#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
enum Offered {
    Audio,
    Subtitles,
    Nothing,
}

pub(crate) async fn run(config: Config, command: Asks) -> anyhow::Result<Exit> {
    let house = House::open(config).await?;
    let mut tx = house.db.begin_read().await?;
    let published = Catalogue::new().published(&mut tx).await?;
    let demand = ask::demand(&mut tx).await?;
    drop(tx);
    house.db.close().await;
    let asks: Vec<_> =
        demand.into_iter().filter_map(|it| Some(ask(published.get(it.series_id)?, it))).collect();
    if command.json {
        output::line(&serde_json::to_string_pretty(&asks)?);
    } else if asks.is_empty() {
        output::line("Nobody has asked for a language yet.");
    } else {
        output::line(&table(&asks));
    }
    Ok(Exit::Fine)
}

fn ask(entry: &Entry, demand: Demand) -> Ask {
    let Entry { series, digest } = entry;
    let about = &series.description;
    let title = about.title.get(&about.original_language).or(about.title.values().next());
    let offered = if digest.audio.contains(&demand.language) {
        Offered::Audio
    } else if digest.subtitles.contains(&demand.language) {
        Offered::Subtitles
    } else {
        Offered::Nothing
    };
    Ask {
        series: series.slug.clone(),
        title: title.unwrap_or(&series.slug).clone(),
        language: demand.language,
        viewers: demand.viewers,
        offered,
    }
}

fn table(asks: &[Ask]) -> String {
    let mut table = Table::new();
    table.load_style(UTF8_HORIZONTAL_ONLY).set_header(["Title", "Language", "Viewers", "There is"]);
    for Ask { title, language, viewers, offered, .. } in asks {
        let offered = match offered {
            Offered::Audio => "sound",
            Offered::Subtitles => "subtitles",
            Offered::Nothing => "nothing yet",
        };
        table.add_row([title, language.as_str(), &viewers.to_string(), offered]);
    }
    if let Some(column) = table.column_mut(2) {
        column.set_cell_alignment(CellAlignment::Right);
    }
    table.to_string()
}
