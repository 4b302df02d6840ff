//! The mails of a service that is only being tried out. Nowhere else is there anything here.

pub(crate) mod list;
pub(crate) mod page;
pub(crate) mod style;

use crate::app::Mail;
use crate::problem::Problem;
use crate::{App, Delivered};

fn mails(app: &App) -> Result<Vec<Delivered>, Problem> {
    match &app.settings.mail {
        Mail::Shown(mailbox) => Ok(mailbox.mails()),
        Mail::Off | Mail::Sent { .. } => Err(Problem::NotFound("mailbox")),
    }
}
