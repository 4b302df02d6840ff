use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use base::Timestamp;
use people::Email;
use people::letter::Letter;

/// Where mails end up that are shown in place of being sent: in memory, the newest first. Only for
/// trying the service out, since whoever reads a mail may sign in with it.
#[derive(Clone, Debug, Default)]
pub struct Mailbox(Arc<Mutex<VecDeque<Delivered>>>);

/// A mail that arrived.
#[derive(Clone, Debug)]
pub struct Delivered {
    /// To whom.
    pub email: Email,
    /// When.
    pub at: Timestamp,
    /// What it says.
    pub letter: Letter,
}

/// Older ones go.
const MAILS_MAX: usize = 50;

impl Mailbox {
    /// Takes a mail in.
    pub fn put(&self, mail: Delivered) {
        // A list of mails is whole after every call, so a panic elsewhere does not spoil it.
        let mut mails = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        mails.push_front(mail);
        mails.truncate(MAILS_MAX);
    }

    pub(crate) fn mails(&self) -> Vec<Delivered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_is_first_and_the_oldest_goes() {
        let mailbox = Mailbox::default();
        for n in 0..MAILS_MAX + 2 {
            let email = format!("{n}@example.org").parse().unwrap();
            let language = "en".parse().unwrap();
            let letter = people::letter::sign_in(&language, "Dramas", "https://example.org");
            mailbox.put(Delivered { email, at: Timestamp::from_millis(0), letter });
        }
        let mails = mailbox.mails();
        assert_eq!((mails.len(), mails[0].email.as_str()), (MAILS_MAX, "51@example.org"));
    }
}
