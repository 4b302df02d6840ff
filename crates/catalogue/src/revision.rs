//! How often the catalogue has changed.

use db::sqlx;
use db::{DbError, Tx, expect_rows};

const PART: &str = "catalogue";

/// The number of the change that is being made. Whoever makes another waits until this one is
/// committed: so nobody sees the second without the first.
pub(crate) async fn next(tx: &mut Tx) -> Result<i64, DbError> {
    const NEXT: &str = "
        INSERT INTO revisions (part, number)
        VALUES ($1, 1)
            ON CONFLICT (part) DO UPDATE
           SET number = revisions.number + 1";

    let result = sqlx::query(NEXT)
        .bind(PART)
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("count a change of the catalogue"))?;
    expect_rows(&result, 1, "counting a change of the catalogue")?;
    current(tx).await
}

/// The number of the last change; 0 if there was none.
pub(crate) async fn current(tx: &mut Tx) -> Result<i64, DbError> {
    const CURRENT: &str = "SELECT number FROM revisions WHERE part = $1";

    let number: Option<i64> = sqlx::query_scalar(CURRENT)
        .bind(PART)
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("look whether the catalogue has changed"))?;
    Ok(number.unwrap_or(0))
}
