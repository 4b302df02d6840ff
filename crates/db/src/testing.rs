//! Fresh databases for tests, one of each kind, so that every query runs on both.

use std::ops::Deref;
use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;

use crate::Db;

/// Where the tests find PostgreSQL. `none` tests SQLite alone.
pub const POSTGRES_URL: &str = "CLIFFHANGER_TEST_POSTGRES";

static COUNT: AtomicU32 = AtomicU32::new(0);

/// A migrated, empty database of its own. It goes when it is dropped.
#[derive(Debug)]
pub struct TestDb {
    db: Db,
    url: String,
    _folder: TempDir,
}

impl TestDb {
    /// One on SQLite and one on PostgreSQL.
    ///
    /// # Panics
    /// When the environment does not say where PostgreSQL is: a suite that silently leaves one
    /// half out is worse than none.
    #[expect(clippy::expect_used, reason = "a test's set-up fails loudly")]
    pub async fn of_every_kind() -> Vec<Self> {
        let postgres = std::env::var(POSTGRES_URL).expect(
            "CLIFFHANGER_TEST_POSTGRES is not set: run `make test`, which starts a server, \
             or set it to `none` to try SQLite alone",
        );
        let mut all = vec![Self::sqlite().await];
        if postgres != "none" {
            all.push(Self::postgres(&postgres).await);
        }
        all
    }

    /// One on SQLite.
    #[expect(clippy::expect_used, reason = "a test's set-up fails loudly")]
    pub async fn sqlite() -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let url = format!("sqlite://{}/test.db", folder.path().display());
        Self::migrated(url, folder).await
    }

    #[expect(clippy::expect_used, reason = "a test's set-up fails loudly")]
    async fn postgres(server: &str) -> Self {
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let schema = format!("t{}_{number}", std::process::id());
        let admin = Db::open(server).await.expect("PostgreSQL");
        let mut tx = admin.begin_write().await.expect("a transaction");
        // Schemas of an earlier run with the same process number are in the way.
        let text = format!("DROP SCHEMA IF EXISTS {schema} CASCADE; CREATE SCHEMA {schema}");
        sqlx::raw_sql(sqlx::AssertSqlSafe(text)).execute(tx.conn()).await.expect("a schema");
        tx.commit().await.expect("a schema");
        admin.close().await;

        let mark = if server.contains('?') { '&' } else { '?' };
        let url = format!("{server}{mark}options[search_path]={schema}");
        Self::migrated(url, TempDir::new().expect("a temporary folder")).await
    }

    #[expect(clippy::expect_used, reason = "a test's set-up fails loudly")]
    async fn migrated(url: String, folder: TempDir) -> Self {
        let db = Db::open(&url).await.expect("the database opens");
        db.migrate().await.expect("the migrations run");
        Self { db, url, _folder: folder }
    }

    /// The database itself.
    pub fn db(&self) -> Db {
        self.db.clone()
    }

    /// Where a second process finds it.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Deref for TestDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}
