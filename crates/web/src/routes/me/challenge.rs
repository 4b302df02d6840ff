//! What adding a passkey and signing in with one have in common: a challenge before, and its answer.

use people::guest::Session;
use people::passkey::Refused;
use people::passkey::challenge::{self, Challenge, KEPT_FOR, LIFE, Purpose};

use crate::App;
use crate::problem::Problem;

/// Challenges an hour for one device.
pub(crate) const CHALLENGES_PER_DEVICE_MAX: i64 = 60;
/// For how long a browser may wait for an authenticator, in milliseconds.
pub(super) const LIFE_MS: u64 = LIFE.as_millis() as u64;

/// Draws a challenge for a device, if it has not asked for too many.
pub(super) async fn draw(
    app: &App,
    session: Session,
    purpose: Purpose,
) -> Result<Challenge, Problem> {
    let now = app.clock.now();
    let mut tx = app.db.begin_write().await?;
    let drawn = challenge::drawn_since(&mut tx, session.session_id, now - KEPT_FOR).await?;
    if drawn >= CHALLENGES_PER_DEVICE_MAX {
        return Err(Problem::TooMany { what: "passkey challenges", retry_after: KEPT_FOR });
    }
    let challenge = challenge::draw(&mut tx, session, purpose, now, &app.rng).await?;
    tx.commit().await?;
    Ok(challenge)
}

/// Uses a challenge up, whatever comes of its answer: none is tried twice.
pub(super) async fn redeem(
    app: &App,
    session: Session,
    challenge: &Challenge,
    purpose: Purpose,
) -> Result<(), Problem> {
    let mut tx = app.db.begin_write().await?;
    let now = app.clock.now();
    let redeemed = challenge::redeem(&mut tx, challenge, session, purpose, now).await?;
    tx.commit().await?;
    if redeemed { Ok(()) } else { Err(Problem::Passkey(Refused::Challenge)) }
}
