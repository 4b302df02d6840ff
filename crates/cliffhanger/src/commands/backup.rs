//! `cliffhanger backup DIR`

use anyhow::ensure;
use db::Db;
use media::store::Store;

use crate::archive::{About, Archive, copy, named, write_records};
use crate::cli::Backup;
use crate::config::Config;
use crate::exit::Exit;
use crate::house::House;
use crate::output::{self, BytesBar};

pub(crate) async fn run(config: Config, command: Backup) -> anyhow::Result<Exit> {
    let house = House::open(config).await?;
    let archive = Archive::at(&command.folder);
    archive.begin()?;

    let made_at = house.clock.now();
    let mut tx = house.db.begin_snapshot().await?;
    let written = write_records(&mut tx, &archive.records_path()).await?;
    let named = named(&mut tx).await?;
    drop(tx);

    let kept = Store::in_folder(&archive.media_path())?;
    let bar = BytesBar::new("media");
    let copied = copy(&house.store, &kept, |more, total| bar.add(more, total)).await?;
    bar.end();
    // Asked of the store itself: a backup may still have what the store has lost.
    let there: std::collections::HashSet<_> =
        house.store.list().await?.into_iter().map(|it| it.key).collect();
    let missing: Vec<_> = named.iter().filter(|it| !there.contains(*it)).collect();
    ensure!(
        missing.is_empty(),
        "the records name {} files that the media store has lost, such as {}",
        missing.len(),
        missing[0]
    );

    archive.seal(&About::new(made_at.as_millis(), Db::newest_migration(), &written, &copied))?;
    house.db.close().await;
    output::line(&format!(
        "Backed up to {}: {} records and {} files ({} new), {}. Every new file was read back.",
        command.folder.display(),
        written.records,
        copied.objects,
        copied.new,
        indicatif::HumanBytes(copied.bytes),
    ));
    Ok(Exit::Fine)
}
