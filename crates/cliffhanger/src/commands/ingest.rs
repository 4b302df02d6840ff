//! `cliffhanger ingest DIR`

use std::path::Path;

use anyhow::Context;
use base::Language;
use catalogue::delivery::Publication;
use tokio::sync::watch;

use crate::cli::Ingest;
use crate::config::Config;
use crate::exit::Exit;
use crate::house::House;
use crate::intake::follow::{self, Until};
use crate::intake::{Recorded, record, store_delivery};
use crate::output;

use super::check::{self, Checked};

pub(crate) async fn run(config: Config, command: Ingest) -> anyhow::Result<Exit> {
    let house = House::open(config).await?;
    let (stop, stopped) = watch::channel(false);
    let worker = house.worker();
    let jobs = house.config.worker.jobs;
    let work = tokio::spawn(async move { worker.run(jobs, stopped).await });

    let ingested = tokio::select! {
        ingested = ingest(&house, &command) => ingested,
        () = super::serve::asked_to_stop() => {
            output::line("Stopping. Everything that is done is kept; run it again to go on.");
            Ok(Exit::Stopped)
        }
    };
    let _ = stop.send(true);
    work.await?;
    house.db.close().await;
    ingested
}

async fn ingest(house: &House, command: &Ingest) -> anyhow::Result<Exit> {
    let (checked, recorded) = take_in(house, &command.folder, command.language.as_ref()).await?;
    let ending = follow::follow(house, &recorded, Until::Done).await?;
    for (what, why) in &ending.failures {
        output::complaint(&format!("{what}: {why}"));
    }
    if !checked.is_clean() {
        output::complaint(
            "The series is not published: mend what is listed above and ingest the folder again. \
             What was encoded is kept.",
        );
        return Ok(Exit::Failed);
    }
    match follow::publication(house, &recorded).await? {
        Some(Publication::Published) => {
            output::line("Published: the series can be watched.");
            Ok(if ending.failures.is_empty() { Exit::Fine } else { Exit::Failed })
        }
        _ => {
            output::complaint("The series is not published: something above could not be done.");
            Ok(Exit::Failed)
        }
    }
}

/// Checks, stores and notes a delivery; the work on it is queued.
pub(crate) async fn take_in(
    house: &House,
    folder: &Path,
    language: Option<&Language>,
) -> anyhow::Result<(Checked, Recorded)> {
    let checked = check::check(&house.config, folder, language).await?;
    check::print(&checked);
    let good = checked.good_footage();
    let bar = output::bar("keeping the masters", good.len() as u64);
    let progress = |done: usize| {
        bar.set_position(done as u64);
        bar.set_message(format!("{done} of {}", good.len()));
    };
    let Checked { delivery, stamps, .. } = &checked;
    let stored = store_delivery(&house.store, delivery, stamps, &good, progress).await;
    bar.finish_and_clear();
    let (art, stored) = stored.context("could not store the delivery")?;
    let recorded = record(house, &checked.delivery, art, &stored, checked.is_clean()).await?;
    Ok((checked, recorded))
}
