//! Records as lines of JSON.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;

use anyhow::{Context, bail, ensure};
use db::dump::{self, Record, TABLES};
use db::{DbError, Tx};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// How many rows are in memory at once when they are put back.
const BATCH: usize = 2000;
/// A longer line is none of ours, in bytes.
const LINE_MAX: u64 = 64 << 20;

/// A row and where it belongs.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    table: String,
    row: Record,
}

/// What was written.
#[derive(Clone, Debug, Default)]
pub(crate) struct Written {
    pub(crate) records: u64,
    pub(crate) sha256: String,
}

/// Writes everything that the transaction sees.
pub(crate) async fn write_records(tx: &mut Tx, path: &Path) -> anyhow::Result<Written> {
    let doing = || format!("could not write {}", path.display());
    let mut file = BufWriter::new(File::create(path).with_context(doing)?);
    let (mut hash, mut written) = (Sha256::new(), Written::default());
    for table in TABLES {
        dump::read(tx, table, |row| {
            let mut line = serde_json::to_vec(&Line { table: (*table).to_owned(), row })?;
            line.push(b'\n');
            hash.update(&line);
            written.records += 1;
            file.write_all(&line).map_err(Unwritten::File)
        })
        .await
        .with_context(doing)?;
    }
    let file =
        file.into_inner().map_err(std::io::IntoInnerError::into_error).with_context(doing)?;
    file.sync_all().with_context(doing)?;
    written.sha256 = hex::encode(hash.finalize());
    Ok(written)
}

/// Puts the lines back, if all of them are as they were written.
pub(crate) async fn read_records(
    tx: &mut Tx,
    path: &Path,
    sha256: &str,
    mut on_row: impl FnMut(),
) -> anyhow::Result<()> {
    let name = || path.display().to_string();
    let (found, _) = media::store::hash_file(path).await?;
    ensure!(found == sha256, "{} was changed or damaged since it was written", name());
    let mut file = BufReader::new(File::open(path).with_context(name)?);
    let (mut table, mut batch) = (TABLES[0], Vec::new());
    for number in 1.. {
        let mut text = Vec::new();
        std::io::Read::take(&mut file, LINE_MAX).read_until(b'\n', &mut text).with_context(name)?;
        if text.is_empty() {
            break;
        }
        let line: Line = serde_json::from_slice(&text)
            .with_context(|| format!("line {number} of {}", name()))?;
        let Some(its) = TABLES.iter().find(|it| **it == line.table) else {
            bail!("line {number} of {} is about “{}”, which is no table", name(), line.table);
        };
        if *its != table || batch.len() == BATCH {
            dump::write(tx, table, &std::mem::take(&mut batch)).await?;
            table = its;
        }
        batch.push(line.row);
        on_row();
    }
    Ok(dump::write(tx, table, &batch).await?)
}

/// What keeps a row from being written.
#[derive(Debug, thiserror::Error)]
enum Unwritten {
    #[error(transparent)]
    Database(#[from] DbError),
    #[error(transparent)]
    File(std::io::Error),
    #[error(transparent)]
    Json(#[from] serde_json::Error),
}
