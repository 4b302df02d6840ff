use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use playback::ticket::Ticket;

use super::Params;
use crate::App;
use crate::problem::Problem;

/// A request whose address carries a ticket that is good now. No medium is served without one.
pub(crate) struct Ticketed {
    pub(crate) ticket: Ticket,
    /// The ticket as it stood in the address.
    pub(crate) text: String,
}

impl FromRequestParts<App> for Ticketed {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let params = Params::of(parts).await?;
        let text = params.text("ticket");
        let ticket = app.playback.verify(text).await?;
        Ok(Self { ticket, text: text.to_owned() })
    }
}
