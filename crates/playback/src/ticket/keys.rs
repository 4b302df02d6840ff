use std::fmt;
use std::time::Duration;

use base::{Rng, Timestamp};
use db::{DbError, Tx, expect_rows, sqlx};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use super::MAC_BYTES;
use crate::view::LATE_MAX;

/// No ticket lives longer: a player without our script reads its playlist once, and plays on from
/// it for as long as an evening's pause.
pub const LIFE_MAX: Duration = Duration::from_secs(2 * 60 * 60);

/// A node signs on with the key before until it has heard of the newest.
const HEARING_MAX: Duration = Duration::from_secs(60 * 60);
const SECRET_BYTES: usize = 32;

/// The keys that sign tickets. The newest signs; an older one is honoured for as long as a ticket
/// that it signed may live.
///
/// Invariant: there is at least one, the newest first.
#[derive(Clone, Debug)]
pub struct Keys(Vec<Key>);

#[derive(Clone)]
pub(super) struct Key {
    id: u32,
    /// The hash with the secret already in it, so that each ticket costs two blocks less.
    keyed: Hmac<Sha256>,
    created_at: Timestamp,
    /// When a younger key took its place.
    succeeded_at: Option<Timestamp>,
}

/// Makes a new key that signs from now on, and forgets those that no living ticket needs. `false`:
/// somebody else made one at the same moment.
pub async fn rotate(tx: &mut Tx, now: Timestamp, rng: &Rng) -> Result<bool, DbError> {
    const NEWEST: &str = "SELECT COALESCE(MAX(key_id), 0) FROM signing_keys";
    const ADD: &str = "
        INSERT INTO signing_keys (key_id, secret, created_at_ms)
        VALUES ($1, $2, $3)
            ON CONFLICT (key_id) DO NOTHING";

    let newest: i64 = sqlx::query_scalar(NEWEST)
        .fetch_one(tx.conn())
        .await
        .map_err(DbError::doing("look for the newest signing key"))?;
    let mut secret = [0; SECRET_BYTES];
    rng.fill(&mut secret);
    let added = sqlx::query(ADD)
        .bind(newest + 1)
        .bind(hex::encode(secret))
        .bind(now.as_millis())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("add a signing key"))?;
    if added.rows_affected() == 0 {
        return Ok(false);
    }
    forget_spent(tx, now).await?;
    Ok(true)
}

async fn forget_spent(tx: &mut Tx, now: Timestamp) -> Result<(), DbError> {
    const FORGET: &str = "DELETE FROM signing_keys WHERE key_id = $1";

    let Some(keys) = Keys::load(tx).await? else { return Ok(()) };
    for key in keys.0.iter().filter(|key| !key.is_remembered(now)) {
        let forgotten = sqlx::query(FORGET)
            .bind(i64::from(key.id))
            .execute(tx.conn())
            .await
            .map_err(DbError::doing("forget a signing key"))?;
        expect_rows(&forgotten, 1, "forget a signing key")?;
    }
    Ok(())
}

impl Keys {
    /// The keys in the database; `None` before the first [`rotate`].
    pub async fn load(tx: &mut Tx) -> Result<Option<Self>, DbError> {
        const LOAD: &str = "
            SELECT key_id, secret, created_at_ms
              FROM signing_keys
             ORDER BY key_id DESC";

        let rows: Vec<(i64, String, i64)> = sqlx::query_as(LOAD)
            .fetch_all(tx.conn())
            .await
            .map_err(DbError::doing("load the signing keys"))?;
        let mut keys: Vec<Key> = Vec::with_capacity(rows.len());
        for (id, secret, created_at_ms) in rows {
            let succeeded_at = keys.last().map(|younger| younger.created_at);
            let created_at = Timestamp::from_millis(created_at_ms);
            keys.push(Key::read(id, &secret, created_at, succeeded_at)?);
        }
        Ok((!keys.is_empty()).then_some(Self(keys)))
    }

    /// When the key that signs was made: the owner rotates once it is old enough.
    pub fn newest_created_at(&self) -> Timestamp {
        self.newest().created_at
    }

    pub(super) fn newest(&self) -> &Key {
        &self.0[0]
    }

    pub(super) fn remembered(&self, id: u32, now: Timestamp) -> Option<&Key> {
        self.0.iter().find(|key| key.id == id && key.is_remembered(now))
    }

    pub(super) fn honoured(&self, id: u32, now: Timestamp) -> Option<&Key> {
        self.0.iter().find(|key| key.id == id && key.is_honoured(now))
    }
}

impl Key {
    fn read(
        id: i64,
        secret: &str,
        created_at: Timestamp,
        succeeded_at: Option<Timestamp>,
    ) -> Result<Self, DbError> {
        // What is wrong with a secret is said without showing it.
        let broken = |column, found: &str| DbError::Inconsistent {
            table: "signing_keys",
            column,
            row: id.to_string(),
            found: found.to_owned(),
        };
        let mut bytes = [0; SECRET_BYTES];
        hex::decode_to_slice(secret, &mut bytes).map_err(|_| broken("secret", "not 32 bytes"))?;
        let keyed =
            Hmac::new_from_slice(&bytes).map_err(|_| broken("secret", "not a key for HMAC"))?;
        let id = u32::try_from(id).map_err(|_| broken("key_id", "out of range"))?;
        Ok(Self { id, keyed, created_at, succeeded_at })
    }

    pub(super) fn id(&self) -> u32 {
        self.id
    }

    pub(super) fn mac(&self, bytes: &[u8]) -> [u8; MAC_BYTES] {
        let whole = self.keyed.clone().chain_update(bytes).finalize().into_bytes();
        std::array::from_fn(|at| whole[at])
    }

    /// Compares in constant time.
    pub(super) fn signed(&self, bytes: &[u8], mac: &[u8]) -> bool {
        self.keyed.clone().chain_update(bytes).verify_truncated_left(mac).is_ok()
    }

    fn is_honoured(&self, now: Timestamp) -> bool {
        self.succeeded_at.is_none_or(|at| now < at + HEARING_MAX + LIFE_MAX)
    }

    /// What was watched with its tickets may still be told.
    fn is_remembered(&self, now: Timestamp) -> bool {
        self.succeeded_at.is_none_or(|at| now < at + HEARING_MAX + LIFE_MAX + LATE_MAX)
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Who knows the secret signs tickets: it is never shown.
        f.debug_struct("Key").field("id", &self.id).finish_non_exhaustive()
    }
}
