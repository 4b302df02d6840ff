use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

use crate::limits::{HEADER_TIME_MAX, REQUESTS_MAX, URI_BYTES_MAX};
use crate::testing::TestApp;

#[tokio::test]
async fn an_address_may_be_so_long_and_no_longer() {
    let app = TestApp::on_sqlite().await;
    let longest = format!("/{}", "a".repeat(URI_BYTES_MAX - 1));
    assert_eq!(app.get(&longest).await.status, 404);
    let problem = app.get(&format!("{longest}a")).await.problem();
    assert!(problem.starts_with("414 /problems/address-too-long"), "{problem}");
}

#[tokio::test]
async fn what_is_asked_beyond_what_can_be_answered_is_turned_away() {
    let app = TestApp::on_sqlite().await;
    let all = app.app.places.acquire_many(REQUESTS_MAX as u32).await.unwrap();
    let answer = app.get("/api/v1/series").await;
    assert!(answer.problem().starts_with("503 /problems/overloaded"));
    assert_eq!(answer.header("retry-after"), Some("1"));
    drop(all);
    assert_eq!(app.get("/api/v1/series").await.status, 200);
}

#[tokio::test]
async fn headers_may_be_so_many_and_no_more() {
    let app = TestApp::on_sqlite().await;
    let answer = app.get_with("/healthz", &[("x-long", &"a".repeat(40 << 10))]).await;
    assert_eq!(answer.status, 431);
    assert_eq!(app.get("/healthz").await.status, 200, "and the service goes on");
}

#[tokio::test]
async fn who_does_not_end_his_request_is_not_waited_for() {
    let app = TestApp::on_sqlite().await;
    let mut slow = TcpStream::connect(app.address).await.unwrap();
    slow.write_all(b"GET /healthz HTTP/1.1\r\nhost: test\r\n").await.unwrap();
    let mut rest = Vec::new();
    let patience = HEADER_TIME_MAX + Duration::from_secs(5);
    let ended = tokio::time::timeout(patience, slow.read_to_end(&mut rest)).await;
    assert!(ended.is_ok(), "the connection is closed");
}
