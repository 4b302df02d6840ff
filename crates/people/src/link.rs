//! Links that sign in whoever holds them: once, for a quarter of an hour.

use std::fmt;
use std::time::Duration;

use base::{Rng, Timestamp};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use db::{DbError, Tx, expect_rows, sqlx};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest as _, Sha256};

use crate::Email;

/// How long a link works.
pub const LIFE: Duration = Duration::from_secs(15 * 60);
/// The page of the app to which links lead.
const PAGE: &str = "/sign-in";
const TOKEN_BYTES: usize = 32;
/// What is escaped in a value of a query (RFC 3986).
const QUERY: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// What a link carries. The database keeps only its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// The token of a link, as the link has it.
    pub fn new(text: &str) -> Self {
        Self(text.to_owned())
    }

    fn sha256(&self) -> String {
        hex::encode(Sha256::digest(&self.0))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Draws a token for whoever reads the mail of this address. Others of his still work: a mail may
/// arrive twice.
pub(crate) async fn draw(
    tx: &mut Tx,
    email: &Email,
    now: Timestamp,
    rng: &Rng,
) -> Result<Token, DbError> {
    const DRAW: &str = "
        INSERT INTO sign_in_links (token_sha256, email, expires_at_ms) VALUES ($1, $2, $3)";

    let mut bytes = [0; TOKEN_BYTES];
    rng.fill(&mut bytes);
    let token = Token(URL_SAFE_NO_PAD.encode(bytes));
    let result = sqlx::query(DRAW)
        .bind(token.sha256())
        .bind(email.as_str())
        .bind((now + LIFE).as_millis())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("draw a link"))?;
    expect_rows(&result, 1, "draw a link")?;
    Ok(token)
}

/// Uses a link up, and all others of the same address with it. Gives the address; `None` if the
/// token is nobody's, was used, or is over.
///
/// The token is looked up by its hash: how long that takes tells nothing of the token.
pub async fn redeem(tx: &mut Tx, token: &Token, now: Timestamp) -> Result<Option<Email>, DbError> {
    const FIND: &str = "
        SELECT email FROM sign_in_links WHERE token_sha256 = $1 AND expires_at_ms > $2";
    const USE: &str = "DELETE FROM sign_in_links WHERE token_sha256 = $1";
    const REST: &str = "DELETE FROM sign_in_links WHERE email = $1";

    let hash = token.sha256();
    let email: Option<String> = sqlx::query_scalar(FIND)
        .bind(&hash)
        .bind(now.as_millis())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("find a link"))?;
    let Some(email) = email else { return Ok(None) };
    // Of two who use it at once, one deletes it.
    let used = sqlx::query(USE)
        .bind(&hash)
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("use a link up"))?;
    if used.rows_affected() == 0 {
        return Ok(None);
    }
    sqlx::query(REST)
        .bind(&email)
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("use links up"))?;
    let email = email.parse().map_err(|_| DbError::Inconsistent {
        table: "sign_in_links",
        column: "email",
        row: hash,
        found: "no address".to_owned(),
    })?;
    Ok(Some(email))
}

/// The address that a mail gives.
pub(crate) fn address(origin: &str, token: &Token, next: Option<&str>) -> String {
    let escaped = |it| utf8_percent_encode(it, QUERY);
    let next = next.map_or_else(String::new, |it| format!("&next={}", escaped(it)));
    format!("{origin}{PAGE}?token={}{next}", token.0)
}

#[cfg(test)]
mod tests;
