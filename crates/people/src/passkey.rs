//! Passkeys: keys that an authenticator keeps for a viewer, and with which he signs in by touching it.
//!
//! Nothing here is secret: we keep the public halves. They are added to an account that an address
//! made, so nobody is locked out who loses them.

mod answer;
#[cfg(any(test, feature = "testing"))]
pub mod authenticator;
mod cbor;
pub mod challenge;
mod data;
mod key;

use std::str::FromStr;

use base::{PasskeyId, Rng, Timestamp, ViewerId};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use db::{DbError, Tx, sqlx};

pub use answer::{Made, NewPasskey, Proof, ProofTexts, Refused, Site};
pub use key::ALGORITHMS;

use answer::Known;

use crate::row::parse;

/// How many passkeys one account has.
pub const PASSKEYS_MAX: i64 = 20;
/// How long a name may be, in characters.
pub const NAME_CHARS_MAX: usize = 60;
const HANDLE_BYTES: usize = 32;

/// A passkey, as its owner sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passkey {
    /// Its id.
    pub passkey_id: PasskeyId,
    /// What its owner calls it.
    pub name: Name,
    /// The name of ours at which it is good.
    pub host: String,
    /// What its authenticator calls it, in base64url.
    pub credential_id: String,
    /// Since when he has it.
    pub created_at: Timestamp,
    /// When it last signed in.
    pub last_used_at: Option<Timestamp>,
}

/// What somebody calls a passkey: a line of text, not empty and not long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(Box<str>);

/// The text is no name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a name has 1 to {NAME_CHARS_MAX} characters on one line")]
pub struct InvalidName;

/// What became of a new passkey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Added {
    /// It is his.
    New(PasskeyId),
    /// He has as many as he may have.
    TooMany,
    /// It is somebody's already.
    Known,
}

impl Name {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for Name {
    type Err = InvalidName;

    fn from_str(text: &str) -> Result<Self, InvalidName> {
        let text = text.trim();
        let fits = (1..=NAME_CHARS_MAX).contains(&text.chars().count());
        let is_line = !text.chars().any(char::is_control);
        (fits && is_line).then(|| Self(text.into())).ok_or(InvalidName)
    }
}

/// A viewer's passkeys, the oldest first.
pub async fn of_viewer(tx: &mut Tx, viewer_id: ViewerId) -> Result<Vec<Passkey>, DbError> {
    const LIST: &str = "
        SELECT passkey_id, name, host, credential_id, created_at_ms, last_used_at_ms
          FROM passkeys
         WHERE viewer_id = $1
         ORDER BY passkey_id";

    type Row = (String, String, String, String, i64, Option<i64>);
    let rows: Vec<Row> = sqlx::query_as(LIST)
        .bind(viewer_id.to_string())
        .fetch_all(tx.conn())
        .await
        .map_err(DbError::doing("look up passkeys"))?;
    let read = |(id, name, host, credential_id, created, used): Row| {
        Ok(Passkey {
            passkey_id: parse("passkeys", "passkey_id", &id, &id)?,
            name: parse("passkeys", "name", &id, &name)?,
            host,
            credential_id,
            created_at: Timestamp::from_millis(created),
            last_used_at: used.map(Timestamp::from_millis),
        })
    };
    rows.into_iter().map(read).collect()
}

/// Under what authenticators file this viewer's passkeys, in base64url. It is drawn when it is first
/// asked for.
pub async fn user_handle(tx: &mut Tx, viewer_id: ViewerId, rng: &Rng) -> Result<String, DbError> {
    const DRAW: &str = "
        UPDATE viewers SET passkey_handle = $1 WHERE viewer_id = $2 AND passkey_handle IS NULL";
    const FIND: &str = "SELECT passkey_handle FROM viewers WHERE viewer_id = $1";

    let mut bytes = [0; HANDLE_BYTES];
    rng.fill(&mut bytes);
    sqlx::query(DRAW)
        .bind(URL_SAFE_NO_PAD.encode(bytes))
        .bind(viewer_id.to_string())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("draw a handle for passkeys"))?;
    sqlx::query_scalar(FIND)
        .bind(viewer_id.to_string())
        .fetch_one(tx.conn())
        .await
        .map_err(DbError::doing("find the handle for passkeys"))
}

/// Gives a viewer a passkey that was just made.
pub async fn add(
    tx: &mut Tx,
    viewer_id: ViewerId,
    site: &Site,
    made: &Made,
    name: &Name,
    now: Timestamp,
    rng: &Rng,
) -> Result<Added, DbError> {
    const ADD: &str = "
        INSERT INTO passkeys (passkey_id, viewer_id, credential_id, host, public_key, sign_count, name,
                              created_at_ms)
        SELECT $1, $2, $3, $4, $5, $6, $7, $8
         WHERE (SELECT COUNT(*) FROM passkeys WHERE viewer_id = $2) < $9
            ON CONFLICT (credential_id) DO NOTHING";

    let passkey_id = PasskeyId::generate(now, rng);
    let result = sqlx::query(ADD)
        .bind(passkey_id.to_string())
        .bind(viewer_id.to_string())
        .bind(&made.credential_id)
        .bind(&site.host)
        .bind(&made.public_key)
        .bind(i64::from(made.count))
        .bind(name.as_str())
        .bind(now.as_millis())
        .bind(PASSKEYS_MAX)
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("add a passkey"))?;
    if result.rows_affected() == 1 {
        return Ok(Added::New(passkey_id));
    }
    let all = count(tx, viewer_id).await?;
    Ok(if all < PASSKEYS_MAX { Added::Known } else { Added::TooMany })
}

/// How many passkeys a viewer has.
pub async fn count(tx: &mut Tx, viewer_id: ViewerId) -> Result<i64, DbError> {
    const COUNT: &str = "SELECT COUNT(*) FROM passkeys WHERE viewer_id = $1";

    sqlx::query_scalar(COUNT)
        .bind(viewer_id.to_string())
        .fetch_one(tx.conn())
        .await
        .map_err(DbError::doing("count passkeys"))
}

/// Calls a passkey something else. `false`: he has none with this id.
pub async fn rename(
    tx: &mut Tx,
    viewer_id: ViewerId,
    passkey_id: PasskeyId,
    name: &Name,
) -> Result<bool, DbError> {
    const RENAME: &str = "UPDATE passkeys SET name = $1 WHERE passkey_id = $2 AND viewer_id = $3";

    let result = sqlx::query(RENAME)
        .bind(name.as_str())
        .bind(passkey_id.to_string())
        .bind(viewer_id.to_string())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("rename a passkey"))?;
    Ok(result.rows_affected() == 1)
}

/// Takes a passkey away: it signs nobody in any more. `false`: he has none with this id.
pub async fn remove(
    tx: &mut Tx,
    viewer_id: ViewerId,
    passkey_id: PasskeyId,
) -> Result<bool, DbError> {
    const REMOVE: &str = "DELETE FROM passkeys WHERE passkey_id = $1 AND viewer_id = $2";

    let result = sqlx::query(REMOVE)
        .bind(passkey_id.to_string())
        .bind(viewer_id.to_string())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("remove a passkey"))?;
    Ok(result.rows_affected() == 1)
}

/// Who shows a passkey. That its challenge was one of ours, and unused, was looked at before.
pub async fn prove(
    tx: &mut Tx,
    proof: &Proof,
    site: &Site,
    now: Timestamp,
) -> Result<Result<ViewerId, Refused>, DbError> {
    let Some((passkey_id, viewer_id, known)) = find(tx, &proof.credential_id, &site.host).await?
    else {
        return Ok(Err(Refused::UnknownPasskey));
    };
    let count = match proof.verify(&known, site) {
        Ok(count) => count,
        Err(refused) => return Ok(Err(refused)),
    };
    if !note_used(tx, passkey_id, count, now).await? {
        return Ok(Err(Refused::CounterBack));
    }
    Ok(Ok(viewer_id))
}

async fn find(
    tx: &mut Tx,
    credential_id: &str,
    host: &str,
) -> Result<Option<(PasskeyId, ViewerId, Known)>, DbError> {
    const FIND: &str = "
        SELECT passkey_id, passkeys.viewer_id, passkey_handle, public_key, sign_count
          FROM passkeys
          JOIN viewers ON viewers.viewer_id = passkeys.viewer_id
         WHERE credential_id = $1 AND host = $2";

    type Row = (String, String, String, String, i64);
    let row: Option<Row> = sqlx::query_as(FIND)
        .bind(credential_id)
        .bind(host)
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("find a passkey"))?;
    let Some((id, viewer_id, user_handle, public_key, count)) = row else { return Ok(None) };
    let count = u32::try_from(count).map_err(|_| DbError::Inconsistent {
        table: "passkeys",
        column: "sign_count",
        row: id.clone(),
        found: count.to_string(),
    })?;
    let known = Known { user_handle, public_key, count };
    let viewer_id = parse("passkeys", "viewer_id", &id, &viewer_id)?;
    Ok(Some((parse("passkeys", "passkey_id", &id, &id)?, viewer_id, known)))
}

/// `false`: it has signed more often in the meantime.
async fn note_used(
    tx: &mut Tx,
    passkey_id: PasskeyId,
    count: u32,
    now: Timestamp,
) -> Result<bool, DbError> {
    const NOTE: &str = "
        UPDATE passkeys SET sign_count = $1, last_used_at_ms = $2
         WHERE passkey_id = $3 AND (sign_count < $1 OR (sign_count = 0 AND $1 = 0))";

    let result = sqlx::query(NOTE)
        .bind(i64::from(count))
        .bind(now.as_millis())
        .bind(passkey_id.to_string())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("note that a passkey was used"))?;
    Ok(result.rows_affected() == 1)
}

#[cfg(test)]
mod tests;
