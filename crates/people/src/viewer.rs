//! What a viewer has told us of himself. He need not.

use base::{Timestamp, ViewerId};
use db::{DbError, Tx, expect_rows, sqlx};
use sqlx::Row as _;
use sqlx::any::AnyRow;

use crate::Email;

/// A viewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Viewer {
    /// Who.
    pub viewer_id: ViewerId,
    /// Where mail reaches him; he has shown that it does.
    pub email: Option<Email>,
    /// What he chose to say.
    pub profile: Profile,
    /// When he said that he is of age.
    pub of_age_at: Option<Timestamp>,
    /// Since when we know him.
    pub created_at: Timestamp,
}

/// What a viewer chose to say of himself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Profile {
    /// How old he is, roughly.
    pub age_band: Option<AgeBand>,
    /// What he calls himself.
    pub gender: Option<Gender>,
}

/// How old somebody is, roughly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum AgeBand {
    Under18,
    From18To24,
    From25To34,
    From35To44,
    From45To54,
    From55,
}

/// What somebody calls himself or herself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum Gender {
    Woman,
    Man,
    Other,
}

impl AgeBand {
    /// All of them, from young to old.
    pub const ALL: [Self; 6] = [
        Self::Under18,
        Self::From18To24,
        Self::From25To34,
        Self::From35To44,
        Self::From45To54,
        Self::From55,
    ];

    /// As it is written, in the database as in the API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Under18 => "under-18",
            Self::From18To24 => "18-24",
            Self::From25To34 => "25-34",
            Self::From35To44 => "35-44",
            Self::From45To54 => "45-54",
            Self::From55 => "55-plus",
        }
    }
}

impl Gender {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Woman, Self::Man, Self::Other];

    /// As it is written, in the database as in the API.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Woman => "woman",
            Self::Man => "man",
            Self::Other => "other",
        }
    }
}

/// What is known of a viewer; `None` if there is none.
pub async fn find(tx: &mut Tx, viewer_id: ViewerId) -> Result<Option<Viewer>, DbError> {
    const FIND: &str = "
        SELECT viewer_id, email, age_band, gender, of_age_at_ms, created_at_ms
          FROM viewers
         WHERE viewer_id = $1";

    let row = sqlx::query(FIND)
        .bind(viewer_id.to_string())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("find a viewer"))?;
    row.map(|it| read(&it, viewer_id)).transpose()
}

/// Whether a viewer has said that he is of age.
pub async fn is_of_age(tx: &mut Tx, viewer_id: ViewerId) -> Result<bool, DbError> {
    const FIND: &str = "
        SELECT COUNT(*) FROM viewers WHERE viewer_id = $1 AND of_age_at_ms IS NOT NULL";

    let found: i64 = sqlx::query_scalar(FIND)
        .bind(viewer_id.to_string())
        .fetch_one(tx.conn())
        .await
        .map_err(DbError::doing("find a viewer's age"))?;
    Ok(found > 0)
}

/// Whose address this is; `None` if it is nobody's.
pub async fn with_email(tx: &mut Tx, email: &Email) -> Result<Option<ViewerId>, DbError> {
    const FIND: &str = "SELECT viewer_id FROM viewers WHERE email = $1";

    let found: Option<String> = sqlx::query_scalar(FIND)
        .bind(email.as_str())
        .fetch_optional(tx.conn())
        .await
        .map_err(DbError::doing("find the viewer of an address"))?;
    let id = |text: String| text.parse().map_err(|_| broken("viewer_id", &text, "no id"));
    found.map(id).transpose()
}

/// Writes down what a viewer says of himself.
pub async fn set_profile(
    tx: &mut Tx,
    viewer_id: ViewerId,
    profile: Profile,
) -> Result<(), DbError> {
    const SET: &str = "UPDATE viewers SET age_band = $1, gender = $2 WHERE viewer_id = $3";

    let result = sqlx::query(SET)
        .bind(profile.age_band.map(AgeBand::name))
        .bind(profile.gender.map(Gender::name))
        .bind(viewer_id.to_string())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("write a profile down"))?;
    expect_rows(&result, 1, "write a profile down")
}

/// Writes down that a viewer says he is of age. What he said first stays.
pub async fn set_of_age(tx: &mut Tx, viewer_id: ViewerId, now: Timestamp) -> Result<(), DbError> {
    const SET: &str = "
        UPDATE viewers SET of_age_at_ms = COALESCE(of_age_at_ms, $1) WHERE viewer_id = $2";

    let result = sqlx::query(SET)
        .bind(now.as_millis())
        .bind(viewer_id.to_string())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("let a viewer through the age gate"))?;
    expect_rows(&result, 1, "let a viewer through the age gate")
}

/// Gives a viewer an address. That it is nobody else's was looked at, and the database holds it.
pub(crate) async fn set_email(
    tx: &mut Tx,
    viewer_id: ViewerId,
    email: &Email,
) -> Result<(), DbError> {
    const SET: &str = "UPDATE viewers SET email = $1 WHERE viewer_id = $2 AND email IS NULL";

    let result = sqlx::query(SET)
        .bind(email.as_str())
        .bind(viewer_id.to_string())
        .execute(tx.conn())
        .await
        .map_err(DbError::doing("give a viewer an address"))?;
    expect_rows(&result, 1, "give a viewer an address")
}

fn read(row: &AnyRow, viewer_id: ViewerId) -> Result<Viewer, DbError> {
    let doing = "read a viewer";
    let id = viewer_id.to_string();
    let text = |column: &'static str| {
        row.try_get::<Option<String>, _>(column).map_err(DbError::doing(doing))
    };
    let email = text("email")?.map(|it| it.parse::<Email>());
    let email = email.transpose().map_err(|_| broken("email", &id, "no address"))?;
    let named = |band: &AgeBand, name: &str| band.name() == name;
    let age_band = text("age_band")?
        .map(|it| AgeBand::ALL.into_iter().find(|band| named(band, &it)).ok_or(it))
        .transpose()
        .map_err(|found| broken("age_band", &id, &found))?;
    let gender = text("gender")?
        .map(|it| Gender::ALL.into_iter().find(|gender| gender.name() == it).ok_or(it))
        .transpose()
        .map_err(|found| broken("gender", &id, &found))?;
    let of_age: Option<i64> = row.try_get("of_age_at_ms").map_err(DbError::doing(doing))?;
    let created: i64 = row.try_get("created_at_ms").map_err(DbError::doing(doing))?;
    Ok(Viewer {
        viewer_id,
        email,
        profile: Profile { age_band, gender },
        of_age_at: of_age.map(Timestamp::from_millis),
        created_at: Timestamp::from_millis(created),
    })
}

fn broken(column: &'static str, row: &str, found: &str) -> DbError {
    DbError::Inconsistent { table: "viewers", column, row: row.to_owned(), found: found.to_owned() }
}
