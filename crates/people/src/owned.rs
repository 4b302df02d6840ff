//! All that is kept of a viewer, table by table: what becomes of it when a guest signs in, what he
//! may take along, and what goes when he goes.
//!
//! Every table with a column of [`PERSONAL`] is named in [`OWNED`]; a test reads the schema of a real
//! database and fails when one is missing. So whoever adds a table decides all three at once.

use base::ViewerId;
use db::dump::{self, Record};
use db::{DbError, Tx, expect_rows, sqlx};

/// Columns by which a row is somebody's.
pub const PERSONAL: [&str; 3] = ["viewer_id", "session_id", "email"];

/// Rows of a table that are somebody's.
#[derive(Clone, Copy, Debug)]
pub struct Owned {
    /// The table.
    pub table: &'static str,
    whose: Whose,
    merge: Merge,
    /// Columns that he is not given: what would let whoever finds the file pass for him, and what
    /// says nothing to anybody.
    hidden: &'static [&'static str],
    erase: Erase,
}

/// By what a row is somebody's.
#[derive(Clone, Copy, Debug)]
enum Whose {
    /// It has his id.
    Viewer,
    /// It has his address.
    Email,
}

/// What becomes of a guest's rows when he signs in.
#[derive(Clone, Copy, Debug)]
enum Merge {
    /// All of them are the account's from now on.
    All,
    /// Of two of the same `per`, the one stays that is newer by `at`.
    Newest { per: &'static str, at: &'static str },
    /// Of two of the same `per`, the account's stays.
    Union { per: &'static [&'static str] },
    /// They hang on what changes hands, and need nothing of their own.
    Follows,
}

/// What becomes of somebody's rows when he goes.
#[derive(Clone, Copy, Debug)]
enum Erase {
    /// They go.
    Delete,
    /// They stay, and are nobody's.
    Anonymise,
}

/// Every table with something personal in it, each before those that it refers to.
pub const OWNED: &[Owned] = &[
    Owned {
        table: "places",
        whose: Whose::Viewer,
        merge: Merge::Newest { per: "series_id", at: "updated_at_ms" },
        hidden: &[],
        erase: Erase::Delete,
    },
    Owned {
        table: "listings",
        whose: Whose::Viewer,
        merge: Merge::Union { per: &["series_id"] },
        hidden: &[],
        erase: Erase::Delete,
    },
    Owned {
        table: "likes",
        whose: Whose::Viewer,
        merge: Merge::Union { per: &["episode_id"] },
        hidden: &[],
        erase: Erase::Delete,
    },
    Owned {
        table: "asked_languages",
        whose: Whose::Viewer,
        merge: Merge::Union { per: &["series_id", "language"] },
        hidden: &[],
        erase: Erase::Delete,
    },
    // A view counts for its series whoever is gone.
    Owned {
        table: "views",
        whose: Whose::Viewer,
        merge: Merge::All,
        hidden: &[],
        erase: Erase::Anonymise,
    },
    Owned {
        table: "arrivals",
        whose: Whose::Viewer,
        merge: Merge::Union { per: &["arrived_at_ms"] },
        hidden: &[],
        erase: Erase::Delete,
    },
    Owned {
        table: "outbox",
        whose: Whose::Viewer,
        merge: Merge::All,
        hidden: &["session_id"],
        erase: Erase::Delete,
    },
    // What others asked to be sent to his address.
    Owned {
        table: "outbox",
        whose: Whose::Email,
        merge: Merge::Follows,
        hidden: &["session_id", "viewer_id"],
        erase: Erase::Delete,
    },
    Owned {
        table: "sign_in_links",
        whose: Whose::Email,
        merge: Merge::Follows,
        hidden: &["token_sha256"],
        erase: Erase::Delete,
    },
    // The guest who is merged has none: they belong to accounts.
    Owned {
        table: "passkeys",
        whose: Whose::Viewer,
        merge: Merge::All,
        hidden: &["credential_id", "public_key", "sign_count"],
        erase: Erase::Delete,
    },
    Owned {
        table: "passkey_challenges",
        whose: Whose::Viewer,
        merge: Merge::All,
        hidden: &["challenge_sha256"],
        erase: Erase::Delete,
    },
    Owned {
        table: "sessions",
        whose: Whose::Viewer,
        merge: Merge::All,
        hidden: &["secret_sha256", "former_sha256"],
        erase: Erase::Delete,
    },
    Owned {
        table: "viewers",
        whose: Whose::Viewer,
        merge: Merge::Follows,
        hidden: &["passkey_handle"],
        erase: Erase::Delete,
    },
];

/// Gives all that a guest has to an account, one way, and forgets the guest. Nothing that the account
/// has is lost by it.
pub(crate) async fn merge(tx: &mut Tx, guest: ViewerId, account: ViewerId) -> Result<(), DbError> {
    // What a guest says of himself holds where the account has said nothing.
    const SAY: &str = "
        UPDATE viewers
           SET age_band = COALESCE(age_band, (SELECT age_band FROM viewers WHERE viewer_id = $1)),
               gender = COALESCE(gender, (SELECT gender FROM viewers WHERE viewer_id = $1)),
               of_age_at_ms =
                   COALESCE(of_age_at_ms, (SELECT of_age_at_ms FROM viewers WHERE viewer_id = $1))
         WHERE viewer_id = $2";
    const FORGET: &str = "DELETE FROM viewers WHERE viewer_id = $1";

    let ids = (guest.to_string(), account.to_string());
    for owned in OWNED {
        for text in owned.merging() {
            sqlx::query(sqlx::AssertSqlSafe(text))
                .bind(&ids.0)
                .bind(&ids.1)
                .execute(tx.conn())
                .await
                .map_err(DbError::doing("give to an account what the guest had"))?;
        }
    }
    let said = sqlx::query(SAY)
        .bind(&ids.0)
        .bind(&ids.1)
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("give to an account what the guest said"))?;
    expect_rows(&said, 1, "give to an account what the guest said")?;
    let forgotten = sqlx::query(FORGET)
        .bind(&ids.0)
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("forget a guest who signed in"))?;
    expect_rows(&forgotten, 1, "forget a guest who signed in")
}

/// All rows of a viewer, table by table, without what is secret. Gives at most `rows_max` of a table,
/// so that the answer has an end.
pub async fn export(
    tx: &mut Tx,
    viewer_id: ViewerId,
    rows_max: i64,
) -> Result<Vec<(&'static str, Vec<Record>)>, DbError> {
    let mut all: Vec<(&'static str, Vec<Record>)> = Vec::new();
    for owned in OWNED {
        let Owned { table, hidden, .. } = owned;
        let text = format!("SELECT * FROM {table} WHERE {} LIMIT $2", owned.condition());
        let rows = sqlx::query(sqlx::AssertSqlSafe(text))
            .bind(viewer_id.to_string())
            .bind(rows_max)
            .fetch_all(tx.conn())
            .await
            .map_err(DbError::doing("gather what is kept of a viewer"))?;
        let open = rows.iter().map(|row| {
            let mut record = dump::record(row)?;
            record.retain(|column, _| !hidden.contains(&column.as_str()));
            Ok(record)
        });
        let open: Vec<Record> = open
            .collect::<Result<_, _>>()
            .map_err(DbError::doing("read what is kept of a viewer"))?;
        match all.iter_mut().find(|(it, _)| it == table) {
            // What he asked for himself is found by his address as well.
            Some((_, known)) => {
                let new: Vec<_> = open.into_iter().filter(|it| !holds(known, it)).collect();
                known.extend(new);
            }
            None => all.push((table, open)),
        }
    }
    Ok(all)
}

fn holds(known: &[Record], row: &Record) -> bool {
    known.iter().any(|it| row.iter().all(|(column, value)| it.get(column) == Some(value)))
}

/// Erases a viewer: every row that is his goes, or is nobody's.
pub async fn erase(tx: &mut Tx, viewer_id: ViewerId) -> Result<(), DbError> {
    const NOBODY: &str = "
        INSERT INTO viewers (viewer_id, created_at_ms) VALUES ($1, 0)
            ON CONFLICT (viewer_id) DO NOTHING";

    // What stays must be somebody's: it is all of one viewer whom no device has.
    let nobody = ViewerId::from_bytes([0; 16]);
    sqlx::query(NOBODY)
        .bind(nobody.to_string())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("make the viewer who is nobody"))?;
    for owned in OWNED {
        let Owned { table, erase, .. } = owned;
        let text = match erase {
            Erase::Delete => format!("DELETE FROM {table} WHERE {}", owned.condition()),
            Erase::Anonymise => {
                format!("UPDATE {table} SET viewer_id = '{nobody}' WHERE {}", owned.condition())
            }
        };
        sqlx::query(sqlx::AssertSqlSafe(text))
            .bind(viewer_id.to_string())
            .execute(tx.conn())
            .await
            .map_err(DbError::doing("erase a viewer"))?;
    }
    Ok(())
}

impl Owned {
    /// Which rows are those of the viewer `$1`.
    fn condition(&self) -> &'static str {
        match self.whose {
            Whose::Viewer => "viewer_id = $1",
            Whose::Email => "email IN (SELECT email FROM viewers WHERE viewer_id = $1)",
        }
    }

    /// The statements that give the rows of `$1` to `$2`.
    fn merging(&self) -> Vec<String> {
        let table = self.table;
        let all = format!("UPDATE {table} SET viewer_id = $2 WHERE viewer_id = $1");
        let same = |per: &[&str]| {
            let equal = per.iter().map(|it| format!(" AND other.{it} = {table}.{it}"));
            equal.collect::<String>()
        };
        // Those that stay behind, because the account has its own, go.
        let union = |per: &[&str]| {
            let same = same(per);
            let mine = format!("SELECT 1 FROM {table} AS other WHERE other.viewer_id = $2{same}");
            [
                format!("{all} AND NOT EXISTS ({mine})"),
                // `$2` is given to every statement, and must be in it.
                format!("DELETE FROM {table} WHERE viewer_id = $1 AND viewer_id <> $2"),
            ]
        };
        match self.merge {
            Merge::All => vec![all],
            Merge::Union { per } => union(per).to_vec(),
            Merge::Newest { per, at } => {
                let same = same(&[per]);
                let newer = format!(
                    "SELECT 1 FROM {table} AS other
                      WHERE other.viewer_id = $1{same} AND other.{at} > {table}.{at}"
                );
                let older =
                    format!("DELETE FROM {table} WHERE viewer_id = $2 AND EXISTS ({newer})");
                [older].into_iter().chain(union(&[per])).collect()
            }
            Merge::Follows => vec![],
        }
    }
}

#[cfg(test)]
mod tests;
