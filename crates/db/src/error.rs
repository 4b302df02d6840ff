use sqlx::any::AnyQueryResult;

/// Something went wrong between us and the database.
#[derive(Debug, thiserror::Error)]
pub enum DbError {
    /// The database refused or could not be reached.
    #[error("could not {doing}")]
    Database {
        /// What we were doing, as a verb with its object.
        doing: &'static str,
        /// What the driver said.
        source: sqlx::Error,
    },
    /// The migrations do not fit the database.
    #[error("could not bring the database up to date")]
    Migrate(#[source] sqlx::migrate::MigrateError),
    /// The address of the database is none.
    #[error("“{url}” is no database: it begins with sqlite: or postgres:")]
    Url {
        /// The address, without its password.
        url: String,
    },
    /// A row holds what its column must never hold.
    #[error("{table}.{column} of {row} is broken: {found}")]
    Inconsistent {
        /// The table.
        table: &'static str,
        /// The column.
        column: &'static str,
        /// The key of the row.
        row: String,
        /// What was found.
        found: String,
    },
    /// A write touched another number of rows than it must.
    #[error("{doing} touched {found} rows in place of {wanted}")]
    RowCount {
        /// What we were doing.
        doing: &'static str,
        /// How many rows it must touch.
        wanted: u64,
        /// How many it touched.
        found: u64,
    },
}

impl DbError {
    /// Whether the database does not answer, rather than refuse.
    pub fn is_out_of_reach(&self) -> bool {
        let Self::Database { source, .. } = self else { return false };
        matches!(source, sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::PoolTimedOut)
    }

    /// Whether somebody else wrote at the same moment what does not go with this. Whoever begins
    /// the transaction again finds it, and decides differently.
    pub fn is_conflict(&self) -> bool {
        let Self::Database { source, .. } = self else { return false };
        let refused = source.as_database_error();
        // Two that wait for each other, and two that cannot have been one after the other.
        let stuck = |code: &str| matches!(code, "40P01" | "40001");
        refused.is_some_and(|it| {
            it.is_unique_violation()
                || it.is_foreign_key_violation()
                || it.code().is_some_and(|it| stuck(&it))
        })
    }

    /// For `map_err`: says what we were doing.
    pub fn doing(doing: &'static str) -> impl FnOnce(sqlx::Error) -> Self {
        move |source| Self::Database { doing, source }
    }
}

/// Every write says how many rows it must touch.
pub fn expect_rows(
    result: &AnyQueryResult,
    wanted: u64,
    doing: &'static str,
) -> Result<(), DbError> {
    let found = result.rows_affected();
    if found == wanted { Ok(()) } else { Err(DbError::RowCount { doing, wanted, found }) }
}
