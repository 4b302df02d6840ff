//! All records as plain rows, to be kept elsewhere and put back, into a database of either kind.
//!
//! A row is a JSON object of its columns. Our columns hold text, whole numbers, floating numbers
//! or nothing, which is all that JSON has to say.

use futures::TryStreamExt;
use serde_json::{Map, Number, Value};
use sqlx::any::{AnyRow, AnyTypeInfoKind};
use sqlx::{Column, Row as _, ValueRef as _};

use crate::{Db, DbError, Tx};

/// Every table, each after those that it refers to. A test compares it with the database.
pub const TABLES: &[&str] = &[
    "viewers",
    "sessions",
    "series",
    "episodes",
    "masters",
    "cuts",
    "tracks",
    "fragments",
    "deliveries",
    "places",
    "listings",
    "likes",
    "asked_languages",
    "revisions",
    "views",
    "arrivals",
    "signing_keys",
    "jobs",
    "outbox",
    "sign_in_links",
    "passkeys",
    "passkey_challenges",
];

/// How many rows go into one statement: PostgreSQL takes 65 535 values, SQLite 32 766.
const BATCH: usize = 200;

/// A row: its columns and what is in them.
pub type Record = Map<String, Value>;

/// Reads a table, row after row. What `visit` refuses ends the reading.
pub async fn read<E: From<DbError>>(
    tx: &mut Tx,
    table: &'static str,
    mut visit: impl FnMut(Record) -> Result<(), E>,
) -> Result<(), E> {
    let doing = || DbError::doing("read all records");
    // The name is one of ours.
    let text = sqlx::AssertSqlSafe(format!("SELECT * FROM {table}"));
    let mut rows = sqlx::query(text).fetch(tx.conn());
    while let Some(row) = rows.try_next().await.map_err(doing())? {
        visit(record(&row).map_err(doing())?)?;
    }
    Ok(())
}

/// Puts rows into a table, in the order in which they are given.
pub async fn write(tx: &mut Tx, table: &'static str, records: &[Record]) -> Result<(), DbError> {
    for batch in records.chunks(BATCH) {
        // Rows of a table have the same columns: `read` gave them.
        let columns: Vec<&String> = batch[0].keys().collect();
        if let Some(found) = columns.iter().find(|it| !is_name(it)) {
            return Err(broken(table, found));
        }
        let names = columns.iter().map(|it| it.as_str()).collect::<Vec<_>>().join(", ");
        let (rows, values) = values_of(&columns, batch);
        // The names were looked at, and the values are parameters.
        let text = sqlx::AssertSqlSafe(format!("INSERT INTO {table} ({names}) VALUES {rows}"));
        let mut insert = sqlx::query(text).persistent(false);
        for value in values {
            insert = match value {
                Value::String(text) => insert.bind(text),
                value => match value.as_i64() {
                    Some(whole) => insert.bind(whole),
                    None => insert.bind(value.as_f64()),
                },
            };
        }
        let written = insert.execute(tx.conn()).await;
        let written = written.map_err(DbError::doing("write all records"))?;
        crate::expect_rows(&written, batch.len() as u64, "writing all records")?;
    }
    Ok(())
}

/// The rows as the statement writes them, and what its parameters are. A parameter without a type
/// does not fit every column; the word NULL does.
fn values_of<'a>(columns: &[&String], batch: &'a [Record]) -> (String, Vec<&'a Value>) {
    let mut values = Vec::new();
    let rows = batch.iter().map(|record| {
        let places = columns.iter().map(|column| match record.get(*column) {
            None | Some(Value::Null) => "NULL".to_owned(),
            Some(value) => {
                values.push(value);
                format!("${}", values.len())
            }
        });
        format!("({})", places.collect::<Vec<_>>().join(", "))
    });
    let rows = rows.collect::<Vec<_>>().join(", ");
    (rows, values)
}

/// Whether nothing is recorded yet.
pub async fn is_empty(db: &Db) -> Result<bool, DbError> {
    let mut tx = db.begin_read().await?;
    for table in TABLES {
        let text = sqlx::AssertSqlSafe(format!("SELECT COUNT(*) FROM {table}"));
        let count: i64 = sqlx::query_scalar(text)
            .fetch_one(tx.conn())
            .await
            .map_err(DbError::doing("count the records"))?;
        if count > 0 {
            return Ok(false);
        }
    }
    Ok(true)
}

/// A row as JSON.
pub fn record(row: &AnyRow) -> Result<Record, sqlx::Error> {
    let columns = row.columns().iter().map(|column| {
        let name = column.name();
        let raw = row.try_get_raw(column.ordinal())?;
        let value = match (raw.is_null(), raw.type_info().kind()) {
            (true, _) | (_, AnyTypeInfoKind::Null) => Value::Null,
            (_, AnyTypeInfoKind::Real | AnyTypeInfoKind::Double) => {
                let number: f64 = row.try_get(name)?;
                Number::from_f64(number).map_or(Value::Null, Value::Number)
            }
            (_, AnyTypeInfoKind::Text) => Value::String(row.try_get(name)?),
            _ => Value::Number(row.try_get::<i64, _>(name)?.into()),
        };
        Ok((name.to_owned(), value))
    });
    columns.collect()
}

fn is_name(text: &str) -> bool {
    let known = |it: u8| it.is_ascii_lowercase() || it.is_ascii_digit() || it == b'_';
    !text.is_empty() && text.bytes().all(known)
}

fn broken(table: &'static str, found: &str) -> DbError {
    let found = format!("“{}” is no name of a column", found.escape_debug());
    DbError::Inconsistent { table, column: "?", row: "the records".to_owned(), found }
}

#[cfg(test)]
mod tests;
