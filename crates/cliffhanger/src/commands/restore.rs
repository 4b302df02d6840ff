//! `cliffhanger restore DIR`

use anyhow::{Context, ensure};
use db::Db;
use media::store::Store;

use crate::archive::{About, Archive, copy, read_records};
use crate::cli::Restore;
use crate::config::Config;
use crate::exit::Exit;
use crate::house;
use crate::output::{self, BytesBar};

pub(crate) async fn run(config: Config, command: Restore) -> anyhow::Result<Exit> {
    let archive = Archive::at(&command.folder);
    let about = archive.about()?;
    ensure!(
        about.migration <= Db::newest_migration(),
        "the backup is of a newer Cliffhanger: restore it with that one, then go back"
    );
    let (db, store) = house::open_parts(&config).await?;
    ensure_empty(&db, &about).await?;

    let kept = Store::in_folder(&archive.media_path())?;
    let bar = BytesBar::new("media");
    let copied = copy(&kept, &store, |more, total| bar.add(more, total)).await?;
    bar.end();
    ensure!(
        copied.objects >= about.objects,
        "the backup has {} files of media where it had {}",
        copied.objects,
        about.objects
    );

    // The records come last, in one transaction: until then there is nothing, then all of it.
    let mut tx = db.begin_write().await?;
    let bar = output::bar("records", about.records);
    read_records(&mut tx, &archive.records_path(), &about.records_sha256, || bar.inc(1))
        .await
        .context("could not put the records back")?;
    tx.commit().await?;
    bar.finish_and_clear();
    db.migrate().await?;
    db.close().await;
    output::line(&format!(
        "Restored {} records and {} files, {}. Start it with: cliffhanger serve",
        about.records,
        copied.objects,
        indicatif::HumanBytes(copied.bytes),
    ));
    Ok(Exit::Fine)
}

/// Nothing is written over. A database that knows more than the backup could not take its rows.
async fn ensure_empty(db: &Db, about: &About) -> anyhow::Result<()> {
    let applied = db.applied_migration().await?;
    if applied == 0 {
        return Ok(db.migrate_to(about.migration).await?);
    }
    ensure!(
        db::dump::is_empty(db).await?,
        "there are records already: restore into an empty database and an empty data folder"
    );
    ensure!(
        applied == about.migration,
        "the database is empty but newer than the backup: give one without any tables"
    );
    Ok(())
}
