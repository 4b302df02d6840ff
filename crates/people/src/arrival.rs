//! Where a viewer came from: visits by a link with parameters of a campaign.

use std::collections::BTreeMap;

use base::{Timestamp, ViewerId};
use db::{DbError, Tx, sqlx};

/// Of one viewer no more are kept.
pub const ARRIVALS_MAX: i64 = 200;
/// No value and no address is longer, in characters.
pub const CHARS_MAX: usize = 300;
/// The names that advertisers and their networks give to the parameters of a link.
pub const PARAMETERS: [&str; 19] = [
    "ScCid",
    "c",
    "dclid",
    "epik",
    "fbclid",
    "gbraid",
    "gclid",
    "li_fat_id",
    "msclkid",
    "ttclid",
    "twclid",
    "utm_campaign",
    "utm_content",
    "utm_id",
    "utm_medium",
    "utm_source",
    "utm_source_platform",
    "utm_term",
    "wbraid",
];

/// A visit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// The page.
    pub path: String,
    /// The parameters of the link, by their names.
    pub campaign: BTreeMap<String, String>,
    /// The origin of the page that had the link.
    pub referrer: Option<String>,
}

/// Notes a visit. `false`: there are enough of this viewer, or one of this moment.
pub async fn note(
    tx: &mut Tx,
    viewer_id: ViewerId,
    arrival: &Arrival,
    now: Timestamp,
) -> Result<bool, DbError> {
    const NOTE: &str = "
        INSERT INTO arrivals (viewer_id, arrived_at_ms, path, campaign, referrer)
        SELECT viewers.viewer_id, $2, $3, $4, $5
          FROM viewers
         WHERE viewers.viewer_id = $1
           AND (SELECT COUNT(*) FROM arrivals WHERE arrivals.viewer_id = $1) < $6
            ON CONFLICT (viewer_id, arrived_at_ms) DO NOTHING";

    let campaign = serde_json::to_string(&arrival.campaign).map_err(|error| {
        let (row, found) = (viewer_id.to_string(), error.to_string());
        DbError::Inconsistent { table: "arrivals", column: "campaign", row, found }
    })?;
    let noted = sqlx::query(NOTE)
        .bind(viewer_id.to_string())
        .bind(now.as_millis())
        .bind(&arrival.path)
        .bind(campaign)
        .bind(arrival.referrer.as_deref())
        .bind(ARRIVALS_MAX)
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("note where a viewer came from"))?;
    Ok(noted.rows_affected() == 1)
}
