//! What an authenticator is to sign, so that no answer is good twice.

use std::fmt;
use std::time::Duration;

use base::{Rng, SessionId, Timestamp};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use db::{DbError, Tx, expect_rows, sqlx};
use sha2::{Digest as _, Sha256};

use crate::guest::Session;

/// How long an answer is waited for.
pub const LIFE: Duration = Duration::from_secs(10 * 60);
/// For how long it is remembered that one was drawn: as long as they are counted.
pub const KEPT_FOR: Duration = Duration::from_secs(60 * 60);
const BYTES: usize = 32;

/// A challenge. The database keeps only its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Challenge([u8; BYTES]);

/// What an answer to a challenge is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A passkey is added to an account.
    Add,
    /// A device signs in.
    SignIn,
}

impl Challenge {
    /// As it travels: base64url.
    pub fn to_text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    pub(super) fn read(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        bytes.try_into().ok().map(Self)
    }

    fn sha256(&self) -> String {
        hex::encode(Sha256::digest(self.0))
    }
}

impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Challenge(…)")
    }
}

impl Purpose {
    const fn name(self) -> &'static str {
        match self {
            Self::Add => "add",
            Self::SignIn => "sign-in",
        }
    }
}

/// Draws a challenge that this device alone may answer.
pub async fn draw(
    tx: &mut Tx,
    session: Session,
    purpose: Purpose,
    now: Timestamp,
    rng: &Rng,
) -> Result<Challenge, DbError> {
    const DRAW: &str = "
        INSERT INTO passkey_challenges (challenge_sha256, session_id, viewer_id, purpose, drawn_at_ms)
        VALUES ($1, $2, $3, $4, $5)";

    let mut bytes = [0; BYTES];
    rng.fill(&mut bytes);
    let challenge = Challenge(bytes);
    let result = sqlx::query(DRAW)
        .bind(challenge.sha256())
        .bind(session.session_id.to_string())
        .bind(session.viewer_id.to_string())
        .bind(purpose.name())
        .bind(now.as_millis())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("draw a challenge"))?;
    expect_rows(&result, 1, "draw a challenge")?;
    Ok(challenge)
}

/// Uses a challenge up. `false`: it was never drawn for this viewer on this device and for this
/// purpose, was used, or is over.
pub async fn redeem(
    tx: &mut Tx,
    challenge: &Challenge,
    session: Session,
    purpose: Purpose,
    now: Timestamp,
) -> Result<bool, DbError> {
    // Of two who answer at once, one finds it unused.
    const USE: &str = "
        UPDATE passkey_challenges SET used_at_ms = $1
         WHERE challenge_sha256 = $2 AND session_id = $3 AND viewer_id = $4 AND purpose = $5
           AND drawn_at_ms > $6 AND used_at_ms IS NULL";

    let result = sqlx::query(USE)
        .bind(now.as_millis())
        .bind(challenge.sha256())
        .bind(session.session_id.to_string())
        .bind(session.viewer_id.to_string())
        .bind(purpose.name())
        .bind((now - LIFE).as_millis())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("use a challenge up"))?;
    Ok(result.rows_affected() == 1)
}

/// How many challenges were drawn for a device since a moment.
pub async fn drawn_since(
    tx: &mut Tx,
    session_id: SessionId,
    since: Timestamp,
) -> Result<i64, DbError> {
    const DRAWN: &str = "
        SELECT COUNT(*) FROM passkey_challenges WHERE session_id = $1 AND drawn_at_ms > $2";

    sqlx::query_scalar(DRAWN)
        .bind(session_id.to_string())
        .bind(since.as_millis())
        .fetch_one(tx.conn())
        .await
        .map_err(DbError::doing("count the challenges of late"))
}

/// Forgets challenges that no longer count. Says how many that were.
pub async fn tidy(tx: &mut Tx, now: Timestamp) -> Result<u64, DbError> {
    const TIDY: &str = "DELETE FROM passkey_challenges WHERE drawn_at_ms < $1";

    let result = sqlx::query(TIDY)
        .bind((now - KEPT_FOR).as_millis())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("forget old challenges"))?;
    Ok(result.rows_affected())
}
