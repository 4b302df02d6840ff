use std::collections::BTreeSet;

use base::{Rng, Timestamp};
use db::Kind;
use db::testing::TestDb;
use serde_json::json;

use super::*;
use crate::guest::{self, Session};
use crate::viewer::{self, AgeBand, Gender, Profile};

const NOON: Timestamp = Timestamp::from_millis(1_800_000_000_000);

/// Whoever adds a table with something personal in it decides here what becomes of it.
#[tokio::test]
async fn no_table_with_something_personal_is_left_out() {
    for db in TestDb::of_every_kind().await {
        let text = match db.kind() {
            Kind::Sqlite => {
                "SELECT tables.name, columns.name
                   FROM sqlite_master AS tables, pragma_table_info(tables.name) AS columns
                  WHERE tables.type = 'table'"
            }
            Kind::Postgres => {
                "SELECT CAST(table_name AS TEXT), CAST(column_name AS TEXT)
                   FROM information_schema.columns
                  WHERE table_schema = CURRENT_SCHEMA()"
            }
        };
        let mut tx = db.begin_read().await.unwrap();
        let columns: Vec<(String, String)> =
            sqlx::query_as(text).fetch_all(tx.conn()).await.unwrap();
        let personal = columns.iter().filter(|it| PERSONAL.contains(&it.1.as_str()));
        let found: BTreeSet<_> = personal.map(|it| it.0.as_str()).collect();
        let named: BTreeSet<_> = OWNED.iter().map(|it| it.table).collect();
        assert!(found.contains("places"), "nothing was read on {:?}", db.kind());
        assert_eq!(found, named, "give it a row in OWNED, on {:?}", db.kind());
    }
}

/// Rows of every table, as a database would hold them after some time.
struct Rows<'a> {
    tx: &'a mut Tx,
}

impl Rows<'_> {
    async fn run(&mut self, text: &'static str, values: &[&str]) {
        let mut query = sqlx::query(text);
        for value in values {
            query = query.bind((*value).to_owned());
        }
        query.execute(self.tx.conn()).await.unwrap();
    }

    async fn series(&mut self, ids: &[&str]) {
        for id in ids {
            self.run(
                "INSERT INTO series (series_id, slug, description, created_at_ms)
                 VALUES ($1, $1, '{}', 0)",
                &[id],
            )
            .await;
            self.run(
                "INSERT INTO episodes (episode_id, series_id, number, title)
                 VALUES ($1, $1, 1, '{}')",
                &[id],
            )
            .await;
        }
    }

    async fn place(&mut self, viewer: Session, series: &str, at: i64) {
        let text = "
            INSERT INTO places (viewer_id, series_id, episode_id, position_ms, updated_at_ms)
            VALUES ($1, $2, $2, $3, $3)";
        sqlx::query(text)
            .bind(viewer.viewer_id.to_string())
            .bind(series)
            .bind(at)
            .execute(self.tx.conn())
            .await
            .unwrap();
    }

    async fn mail(&mut self, viewer: Session, id: &str, email: &str) {
        self.run(
            "INSERT INTO outbox (mail_id, viewer_id, session_id, email, template, language, service,
                                 origin, attempts, created_at_ms)
             VALUES ($1, $2, $3, $4, 'sign-in', 'en', 'Dramas', 'https://example.org', 0, 0)",
            &[id, &viewer.viewer_id.to_string(), &viewer.session_id.to_string(), email],
        )
        .await;
    }

    async fn link(&mut self, hash: &str, email: &str) {
        self.run(
            "INSERT INTO sign_in_links (token_sha256, email, expires_at_ms) VALUES ($1, $2, 9)",
            &[hash, email],
        )
        .await;
    }

    /// Rows of viewers and things: asked, liked, listed, watched, and how he came.
    async fn doings(&mut self, viewer: Session, thing: &str, name: &str) {
        let viewer_id = viewer.viewer_id.to_string();
        for text in [
            "INSERT INTO listings (viewer_id, series_id, listed_at_ms) VALUES ($1, $2, 7)",
            "INSERT INTO likes (viewer_id, episode_id, liked_at_ms) VALUES ($1, $2, 7)",
            "INSERT INTO asked_languages (viewer_id, series_id, language, asked_at_ms)
             VALUES ($1, $2, 'th', 7)",
        ] {
            self.run(text, &[&viewer_id, thing]).await;
        }
        self.run(
            "INSERT INTO masters (sha256, bytes, created_at_ms) VALUES ($1, 1, 0)
                 ON CONFLICT (sha256) DO NOTHING",
            &[thing],
        )
        .await;
        self.run(
            "INSERT INTO cuts (cut_id, episode_id, master_sha256, duration_ms, content_key,
                               created_at_ms)
             VALUES ($1, $1, $1, 9, '', 0) ON CONFLICT (cut_id) DO NOTHING",
            &[thing],
        )
        .await;
        self.run(
            "INSERT INTO views (view_id, viewer_id, series_id, episode_id, cut_id, started_at_ms,
                                updated_at_ms, seconds, again, position_ms, ended, quality)
             VALUES ($1, $2, $3, $3, $3, 7, 7, '', '', 1, 0, '{}')",
            &[&format!("view-{name}-{thing}"), &viewer_id, thing],
        )
        .await;
    }

    async fn arrival(&mut self, viewer: Session, at: i64) {
        let text = "
            INSERT INTO arrivals (viewer_id, arrived_at_ms, path, campaign)
            VALUES ($1, $2, '/', '{}')";
        sqlx::query(text)
            .bind(viewer.viewer_id.to_string())
            .bind(at)
            .execute(self.tx.conn())
            .await
            .unwrap();
    }

    async fn passkey(&mut self, viewer: Session, name: &str) {
        let (viewer_id, session_id) = (viewer.viewer_id.to_string(), viewer.session_id.to_string());
        self.run(
            "UPDATE viewers SET passkey_handle = $1 WHERE viewer_id = $2",
            &[&format!("handle-{name}"), &viewer_id],
        )
        .await;
        self.run(
            "INSERT INTO passkeys (passkey_id, viewer_id, credential_id, host, public_key, sign_count,
                                   name, created_at_ms)
             VALUES ($1, $2, $1, 'example.org', 'half-of-a-key', 0, 'Phone', 7)",
            &[name, &viewer_id],
        )
        .await;
        self.run(
            "INSERT INTO passkey_challenges (challenge_sha256, session_id, viewer_id, purpose,
                                             drawn_at_ms)
             VALUES ($1, $2, $3, 'sign-in', 7)",
            &[name, &session_id, &viewer_id],
        )
        .await;
    }

    /// One row of every table, and of some two.
    async fn fill(&mut self, viewer: Session, name: &str) {
        let email = format!("{name}@example.org");
        viewer::set_email(self.tx, viewer.viewer_id, &email.parse().unwrap()).await.unwrap();
        self.series(&[name]).await;
        self.place(viewer, name, 5).await;
        self.doings(viewer, name, name).await;
        self.arrival(viewer, 7).await;
        self.mail(viewer, name, &email).await;
        self.link(name, &email).await;
        self.passkey(viewer, name).await;
    }
}

async fn guest_in(tx: &mut Tx, rng: &Rng) -> Session {
    guest::create(tx, NOON, rng).await.unwrap().0
}

async fn strings(tx: &mut Tx, text: &'static str) -> Vec<String> {
    sqlx::query_scalar(text).fetch_all(tx.conn()).await.unwrap()
}

#[tokio::test]
async fn of_two_places_in_a_series_the_newer_stays() {
    for db in TestDb::of_every_kind().await {
        let rng = Rng::seeded(1);
        let mut tx = db.begin_write().await.unwrap();
        let (guest, account) = (guest_in(&mut tx, &rng).await, guest_in(&mut tx, &rng).await);
        let other = guest_in(&mut tx, &rng).await;
        let mut rows = Rows { tx: &mut tx };
        rows.series(&["mine", "theirs", "newer", "older", "same"]).await;
        for (series, of_guest, of_account) in [
            ("mine", 0, 10),
            ("theirs", 11, 0),
            ("newer", 13, 12),
            ("older", 14, 15),
            ("same", 16, 16),
        ] {
            for (viewer, at) in [(guest, of_guest), (account, of_account), (other, 1)] {
                if at > 0 {
                    rows.place(viewer, series, at).await;
                }
            }
        }
        merge(&mut tx, guest.viewer_id, account.viewer_id).await.unwrap();

        let text = "SELECT series_id || ' ' || CAST(position_ms AS TEXT) FROM places
                     WHERE position_ms > 1 ORDER BY position_ms";
        let wanted = ["mine 10", "theirs 11", "newer 13", "older 15", "same 16"];
        assert_eq!(strings(&mut tx, text).await, wanted, "on {:?}", db.kind());
        let whose = "SELECT DISTINCT viewer_id FROM places WHERE position_ms > 1";
        assert_eq!(strings(&mut tx, whose).await, [account.viewer_id.to_string()]);
        let others = "SELECT viewer_id FROM places WHERE position_ms = 1";
        assert_eq!(strings(&mut tx, others).await.len(), 5, "a third one is left alone");
        assert!(viewer::find(&mut tx, guest.viewer_id).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn what_the_guest_said_holds_where_the_account_said_nothing() {
    for db in TestDb::of_every_kind().await {
        let rng = Rng::seeded(1);
        let mut tx = db.begin_write().await.unwrap();
        let (guest, account) = (guest_in(&mut tx, &rng).await, guest_in(&mut tx, &rng).await);
        let said = Profile { age_band: Some(AgeBand::From55), gender: Some(Gender::Woman) };
        viewer::set_profile(&mut tx, guest.viewer_id, said).await.unwrap();
        viewer::set_of_age(&mut tx, guest.viewer_id, NOON).await.unwrap();
        let said = Profile { age_band: Some(AgeBand::From25To34), gender: None };
        viewer::set_profile(&mut tx, account.viewer_id, said).await.unwrap();

        merge(&mut tx, guest.viewer_id, account.viewer_id).await.unwrap();

        let found = viewer::find(&mut tx, account.viewer_id).await.unwrap().unwrap();
        let wanted = Profile { age_band: Some(AgeBand::From25To34), gender: Some(Gender::Woman) };
        assert_eq!((found.profile, found.of_age_at), (wanted, Some(NOON)), "on {:?}", db.kind());
    }
}

#[tokio::test]
async fn what_hangs_on_the_guest_goes_along() {
    for db in TestDb::of_every_kind().await {
        let rng = Rng::seeded(1);
        let mut tx = db.begin_write().await.unwrap();
        let (guest, account) = (guest_in(&mut tx, &rng).await, guest_in(&mut tx, &rng).await);
        let mut rows = Rows { tx: &mut tx };
        rows.mail(guest, "m", "mei@example.org").await;
        merge(&mut tx, guest.viewer_id, account.viewer_id).await.unwrap();
        for text in ["SELECT viewer_id FROM outbox", "SELECT DISTINCT viewer_id FROM sessions"] {
            assert_eq!(strings(&mut tx, text).await, [account.viewer_id.to_string()], "{text}");
        }
    }
}

/// What both had is there once, what one had is there, and a third one is left alone.
#[tokio::test]
async fn lists_likes_asked_languages_views_and_arrivals_come_together() {
    for db in TestDb::of_every_kind().await {
        let rng = Rng::seeded(1);
        let mut tx = db.begin_write().await.unwrap();
        let (guest, account) = (guest_in(&mut tx, &rng).await, guest_in(&mut tx, &rng).await);
        let other = guest_in(&mut tx, &rng).await;
        let mut rows = Rows { tx: &mut tx };
        rows.series(&["both", "guests", "mine"]).await;
        for (viewer, name, things) in [
            (guest, "guest", ["both", "guests"]),
            (account, "account", ["both", "mine"]),
            (other, "other", ["both", "mine"]),
        ] {
            for (thing, at) in things.into_iter().zip([7, 8]) {
                rows.doings(viewer, thing, name).await;
                rows.arrival(viewer, at).await;
            }
        }
        merge(&mut tx, guest.viewer_id, account.viewer_id).await.unwrap();

        for (table, mine) in
            [("listings", 3), ("likes", 3), ("asked_languages", 3), ("views", 4), ("arrivals", 2)]
        {
            for (viewer, wanted) in [(guest, 0), (account, mine), (other, 2)] {
                let text = format!("SELECT COUNT(*) FROM {table} WHERE viewer_id = $1");
                let found: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(text))
                    .bind(viewer.viewer_id.to_string())
                    .fetch_one(tx.conn())
                    .await
                    .unwrap();
                assert_eq!(found, wanted, "{table} of {viewer:?} on {:?}", db.kind());
            }
        }
    }
}

#[tokio::test]
async fn an_export_has_every_table_and_no_secret() {
    for db in TestDb::of_every_kind().await {
        let rng = Rng::seeded(1);
        let mut tx = db.begin_write().await.unwrap();
        let (mei, arif) = (guest_in(&mut tx, &rng).await, guest_in(&mut tx, &rng).await);
        let mut rows = Rows { tx: &mut tx };
        rows.fill(mei, "mei").await;
        rows.fill(arif, "arif").await;
        // Somebody else had a mail sent to her.
        rows.mail(arif, "other", "mei@example.org").await;

        let all = export(&mut tx, mei.viewer_id, 100).await.unwrap();
        let counts: Vec<_> = all.iter().map(|(table, rows)| (*table, rows.len())).collect();
        let wanted = [
            ("places", 1),
            ("listings", 1),
            ("likes", 1),
            ("asked_languages", 1),
            ("views", 1),
            ("arrivals", 1),
            ("outbox", 2),
            ("sign_in_links", 1),
            ("passkeys", 1),
            ("passkey_challenges", 1),
            ("sessions", 1),
            ("viewers", 1),
        ];
        assert_eq!(counts, wanted, "on {:?}", db.kind());
        let text = json!(all).to_string();
        for secret in ["secret", "sha256", "handle", "half-of-a-key", "credential_id", "arif"] {
            assert!(!text.contains(secret), "{secret} in {text}");
        }
        assert!(text.contains("mei@example.org"));
        let few = export(&mut tx, mei.viewer_id, 0).await.unwrap();
        assert!(few.iter().all(|(_, rows)| rows.is_empty()));
    }
}

/// After an erasure, a copy of every row names neither him nor his address.
#[tokio::test]
async fn who_is_erased_is_nowhere_any_more_and_others_are() {
    for db in TestDb::of_every_kind().await {
        let rng = Rng::seeded(1);
        let mut tx = db.begin_write().await.unwrap();
        let (mei, arif) = (guest_in(&mut tx, &rng).await, guest_in(&mut tx, &rng).await);
        let mut rows = Rows { tx: &mut tx };
        rows.fill(mei, "mei").await;
        rows.fill(arif, "arif").await;
        rows.mail(arif, "other", "mei@example.org").await;

        erase(&mut tx, mei.viewer_id).await.unwrap();

        let mut left = String::new();
        for table in db::dump::TABLES {
            dump::read(&mut tx, table, |row| {
                left += &json!(row).to_string();
                Ok::<_, DbError>(())
            })
            .await
            .unwrap();
        }
        for name in [mei.viewer_id.to_string(), mei.session_id.to_string()] {
            assert!(!left.contains(&name), "{name} on {:?}", db.kind());
        }
        assert!(!left.contains("mei@example.org"), "{left}");
        let stayed = "SELECT view_id FROM views WHERE viewer_id LIKE 'vwr_0000000000%'";
        assert_eq!(strings(&mut tx, stayed).await, ["view-mei-mei"], "a view counts on");
        let others = export(&mut tx, arif.viewer_id, 100).await.unwrap();
        assert!(others.iter().all(|(_, rows)| rows.len() == 1), "{others:?}");
    }
}
