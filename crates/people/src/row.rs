//! Reading columns: what breaks an invariant is an error that names table, column and row.

use std::fmt::Display;
use std::str::FromStr;

use db::DbError;

/// A text column that is an id, a language, …
pub(crate) fn parse<T: FromStr>(
    table: &'static str,
    column: &'static str,
    row: impl Display,
    found: &str,
) -> Result<T, DbError> {
    found.parse().map_err(|_| DbError::Inconsistent {
        table,
        column,
        row: row.to_string(),
        found: found.to_owned(),
    })
}
