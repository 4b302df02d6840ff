//! Reading columns: what breaks an invariant is an error that names table, column and row.

use std::fmt::Display;
use std::str::FromStr;

use db::DbError;
use db::sqlx::any::AnyRow;
use db::sqlx::{Any, ColumnIndex, Decode, Row, Type};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// A row of one table.
pub(crate) struct Columns<'r> {
    pub(crate) table: &'static str,
    pub(crate) row: &'r AnyRow,
}

impl<'r> Columns<'r> {
    pub(crate) fn get<T>(&self, column: &'static str) -> Result<T, DbError>
    where
        T: Decode<'r, Any> + Type<Any>,
        &'static str: ColumnIndex<AnyRow>,
    {
        self.row.try_get(column).map_err(DbError::doing("read a column"))
    }

    /// A text column that is an id, a language, …
    pub(crate) fn parse<T: FromStr>(&self, column: &'static str) -> Result<T, DbError>
    where
        T::Err: Display,
    {
        let text: String = self.get(column)?;
        text.parse().map_err(|error: T::Err| self.broken(column, error.to_string()))
    }

    /// The same where the column may be empty.
    pub(crate) fn parse_some<T: FromStr>(&self, column: &'static str) -> Result<Option<T>, DbError>
    where
        T::Err: Display,
    {
        let text: Option<String> = self.get(column)?;
        let parsed = text.map(|it| it.parse()).transpose();
        parsed.map_err(|error: T::Err| self.broken(column, error.to_string()))
    }

    /// A text column that holds JSON.
    pub(crate) fn json<T: DeserializeOwned>(&self, column: &'static str) -> Result<T, DbError> {
        let text: String = self.get(column)?;
        serde_json::from_str(&text).map_err(|error| self.broken(column, error.to_string()))
    }

    /// A number column of another size.
    pub(crate) fn number<T: TryFrom<i64>>(&self, column: &'static str) -> Result<T, DbError> {
        let number: i64 = self.get(column)?;
        T::try_from(number).map_err(|_| self.broken(column, number.to_string()))
    }

    /// The same where the column may be empty.
    pub(crate) fn some_number<T: TryFrom<i64>>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, DbError> {
        let number: Option<i64> = self.get(column)?;
        let number =
            number.map(|it| T::try_from(it).map_err(|_| self.broken(column, it.to_string())));
        number.transpose()
    }

    pub(crate) fn broken(&self, column: &'static str, found: String) -> DbError {
        let row = self.row.try_get::<String, _>(0).unwrap_or_default();
        DbError::Inconsistent { table: self.table, column, row, found }
    }
}

/// JSON for a text column. What we write are our own types, whose keys are text.
pub(crate) fn to_json<T: Serialize>(
    value: &T,
    table: &'static str,
    column: &'static str,
) -> Result<String, DbError> {
    serde_json::to_string(value).map_err(|error| DbError::Inconsistent {
        table,
        column,
        row: "a new one".to_owned(),
        found: error.to_string(),
    })
}
