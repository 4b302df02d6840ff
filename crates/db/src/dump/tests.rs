use std::collections::BTreeSet;

use base::{Rng, Timestamp};

use super::*;
use crate::jobs::{self, NewJob};
use crate::testing::TestDb;
use crate::{Db, Kind};

const NOON: Timestamp = Timestamp::from_millis(1_800_000_000_000);

async fn all(db: &Db) -> Vec<(&'static str, Record)> {
    let mut tx = db.begin_snapshot().await.unwrap();
    let mut records = Vec::new();
    for table in TABLES {
        read(&mut tx, table, |it| {
            records.push((*table, it));
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
    }
    records
}

/// A viewer whose name is hostile, and a job of which half the columns are empty.
async fn fill(db: &Db) {
    let mut tx = db.begin_write().await.unwrap();
    let text = "INSERT INTO viewers (viewer_id, created_at_ms) VALUES ($1, $2)";
    for (name, at) in [("it's \"so\"\n\u{1F3EE}", i64::MAX), ("null", -1)] {
        sqlx::query(text).bind(name).bind(at).execute(tx.conn()).await.unwrap();
    }
    for n in 0..BATCH + 1 {
        let subject = n.to_string();
        let job = NewJob { kind: "encode", subject: &subject, payload: "{}", priority: -3 };
        jobs::enqueue(&mut tx, &job, NOON, &Rng::seeded(n as u64)).await.unwrap();
    }
    let job = jobs::claim(&mut tx, "worker", jobs::Lane::Patient, NOON).await.unwrap().unwrap();
    jobs::renew(&mut tx, job.id, "worker", 0.125, NOON).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn what_was_read_from_one_database_is_the_same_in_another() {
    let sources = TestDb::of_every_kind().await;
    for source in &sources {
        fill(source).await;
        let wanted = all(source).await;
        assert_eq!(wanted.len(), 2 + BATCH + 1);
        for target in TestDb::of_every_kind().await {
            assert!(is_empty(&target).await.unwrap());
            let mut tx = target.begin_write().await.unwrap();
            for table in TABLES {
                let rows = wanted.iter().filter(|it| it.0 == *table).map(|it| it.1.clone());
                write(&mut tx, table, &rows.collect::<Vec<_>>()).await.unwrap();
            }
            tx.commit().await.unwrap();
            assert!(!is_empty(&target).await.unwrap());
            let found = all(&target).await;
            assert_eq!(
                sorted(&found),
                sorted(&wanted),
                "{:?} to {:?}",
                source.kind(),
                target.kind()
            );
        }
    }
}

/// Databases give rows and columns in an order of their own.
fn sorted(records: &[(&str, Record)]) -> BTreeSet<String> {
    let line = |(table, record): &(&str, Record)| {
        let columns: BTreeSet<_> = record.iter().map(|(key, it)| format!("{key}={it}")).collect();
        format!("{table} {columns:?}")
    };
    records.iter().map(line).collect()
}

#[tokio::test]
async fn a_column_that_is_none_is_refused() {
    for db in TestDb::of_every_kind().await {
        let record: Record = [("viewer_id) --".to_owned(), Value::Null)].into_iter().collect();
        let mut tx = db.begin_write().await.unwrap();
        assert!(write(&mut tx, "viewers", &[record]).await.is_err());
    }
}

#[tokio::test]
async fn no_table_is_left_out() {
    for db in TestDb::of_every_kind().await {
        let names = match db.kind() {
            Kind::Sqlite => "SELECT name FROM sqlite_master WHERE type = 'table'",
            Kind::Postgres => {
                "SELECT CAST(tablename AS TEXT) FROM pg_tables WHERE schemaname = CURRENT_SCHEMA()"
            }
        };
        let mut tx = db.begin_read().await.unwrap();
        let names: Vec<String> = sqlx::query_scalar(names).fetch_all(tx.conn()).await.unwrap();
        let ours = names.iter().map(String::as_str).filter(|it| !it.starts_with("_sqlx"));
        let found: BTreeSet<_> = ours.collect();
        assert_eq!(found, TABLES.iter().copied().collect(), "on {:?}", db.kind());
    }
}
