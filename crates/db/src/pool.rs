use std::time::Duration;

use sqlx::any::AnyPoolOptions;
use sqlx::{Any, AnyConnection, AnyPool, Executor, Transaction};

use crate::DbError;

static MIGRATOR: sqlx::migrate::Migrator = sqlx::migrate!("./migrations");

/// How long a request waits for a connection before it is refused.
const ACQUIRE_MAX: Duration = Duration::from_secs(10);
/// SQLite has one write lock: one connection writes, and who wants to write queues before it.
const SQLITE_WRITERS: u32 = 1;
const SQLITE_READERS: u32 = 8;
const POSTGRES_CONNECTIONS: u32 = 16;

/// Which of the two databases this is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A file in the data folder.
    Sqlite,
    /// A server.
    Postgres,
}

/// The database. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Db {
    kind: Kind,
    readers: AnyPool,
    writers: AnyPool,
}

/// A transaction. Dropped without [`Tx::commit`], it never happened.
#[derive(Debug)]
pub struct Tx(Transaction<'static, Any>);

impl Db {
    /// Opens the database at `url` (`sqlite:///path/to/file.db` or `postgres://…`); a SQLite file
    /// that is missing is made.
    pub async fn open(url: &str) -> Result<Self, DbError> {
        sqlx::any::install_default_drivers();
        let kind = kind_of(url)?;
        match kind {
            Kind::Sqlite => {
                // The writer comes first: it makes the file and turns the write-ahead log on.
                let writers = sqlite_pool(url, SQLITE_WRITERS).await?;
                let readers = sqlite_pool(url, SQLITE_READERS).await?;
                Ok(Self { kind, readers, writers })
            }
            Kind::Postgres => {
                let pool = pool_options(POSTGRES_CONNECTIONS)
                    .connect(url)
                    .await
                    .map_err(DbError::doing("connect to PostgreSQL"))?;
                Ok(Self { kind, readers: pool.clone(), writers: pool })
            }
        }
    }

    /// Which of the two this is.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Brings the tables up to date. Migrations that ran are not run again.
    pub async fn migrate(&self) -> Result<(), DbError> {
        MIGRATOR.run(&self.writers).await.map_err(DbError::Migrate)
    }

    /// Brings the tables to the state after a migration, and no further: to put records back that
    /// are of that time.
    pub async fn migrate_to(&self, version: i64) -> Result<(), DbError> {
        MIGRATOR.run_to(version, &self.writers).await.map_err(DbError::Migrate)
    }

    /// The newest migration that this program knows.
    pub fn newest_migration() -> i64 {
        MIGRATOR.iter().map(|it| it.version).max().unwrap_or(0)
    }

    /// The newest migration that the database has seen; 0 if it has seen none.
    pub async fn applied_migration(&self) -> Result<i64, DbError> {
        const TABLE: &str = "SELECT COUNT(*) FROM _sqlx_migrations";
        const NEWEST: &str = "SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations WHERE success";
        // A database without that table has seen none; whatever else is wrong, the next query says.
        if sqlx::query(TABLE).fetch_one(&self.readers).await.is_err() {
            return Ok(0);
        }
        let newest = sqlx::query_scalar(NEWEST).fetch_one(&self.readers).await;
        newest.map_err(DbError::doing("look which migrations ran"))
    }

    /// How many migrations this program knows and the database has not seen.
    pub async fn pending_migrations(&self) -> Result<usize, DbError> {
        const APPLIED: &str = "SELECT COUNT(*) FROM _sqlx_migrations WHERE success";
        let applied: Result<i64, _> = sqlx::query_scalar(APPLIED).fetch_one(&self.readers).await;
        // A database without that table has seen none.
        let applied = usize::try_from(applied.unwrap_or(0)).unwrap_or(0);
        Ok(MIGRATOR.iter().count().saturating_sub(applied))
    }

    /// A transaction that only reads.
    pub async fn begin_read(&self) -> Result<Tx, DbError> {
        self.readers.begin().await.map(Tx).map_err(DbError::doing("begin to read"))
    }

    /// A transaction that reads everything as it was at one moment, however long it takes.
    pub async fn begin_snapshot(&self) -> Result<Tx, DbError> {
        let begun = match self.kind {
            // From its first query on, a reader sees nothing that is written later.
            Kind::Sqlite => self.readers.begin().await,
            Kind::Postgres => {
                const SNAPSHOT: &str = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
                self.readers.begin_with(SNAPSHOT).await
            }
        };
        begun.map(Tx).map_err(DbError::doing("begin to read"))
    }

    /// A transaction that may write. On SQLite it takes the write lock at once: one that began by
    /// reading could find that somebody else has written since, and fail half way.
    pub async fn begin_write(&self) -> Result<Tx, DbError> {
        let begun = match self.kind {
            Kind::Sqlite => self.writers.begin_with("BEGIN IMMEDIATE").await,
            Kind::Postgres => self.writers.begin().await,
        };
        begun.map(Tx).map_err(DbError::doing("begin to write"))
    }

    /// Waits for what is under way and closes every connection.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writers.close().await;
    }
}

impl Tx {
    /// What a query runs on.
    pub fn conn(&mut self) -> &mut AnyConnection {
        &mut self.0
    }

    /// Makes it so.
    pub async fn commit(self) -> Result<(), DbError> {
        self.0.commit().await.map_err(DbError::doing("commit"))
    }
}

fn kind_of(url: &str) -> Result<Kind, DbError> {
    match url.split_once(':').map(|(scheme, _)| scheme) {
        Some("sqlite") => Ok(Kind::Sqlite),
        Some("postgres" | "postgresql") => Ok(Kind::Postgres),
        // Only the part before an @ can hold a password.
        _ => Err(DbError::Url { url: url.rsplit('@').next().unwrap_or_default().to_owned() }),
    }
}

fn pool_options(connections: u32) -> AnyPoolOptions {
    AnyPoolOptions::new().max_connections(connections).acquire_timeout(ACQUIRE_MAX)
}

async fn sqlite_pool(url: &str, connections: u32) -> Result<AnyPool, DbError> {
    // Full sync: what was acknowledged survives a cut of the power.
    const PRAGMAS: &str = "
        PRAGMA journal_mode = WAL;
        PRAGMA synchronous = FULL;
        PRAGMA foreign_keys = ON;
        PRAGMA busy_timeout = 10000;";

    pool_options(connections)
        .after_connect(|conn, _| Box::pin(async move { conn.execute(PRAGMAS).await.map(drop) }))
        .connect(&format!("{url}{}mode=rwc", if url.contains('?') { '&' } else { '?' }))
        .await
        .map_err(DbError::doing("open the SQLite file"))
}
