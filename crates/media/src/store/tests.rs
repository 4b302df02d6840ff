use std::net::{SocketAddr, TcpListener};
use std::time::Duration;

use object_store::memory::InMemory;

use super::*;

/// Where the tests find a server that speaks S3. `none` leaves it out.
const S3_ENDPOINT: &str = "CLIFFHANGER_TEST_S3";
/// More than two chunks, the last of them broken.
const LONG: u32 = 20_000_000;

/// The server that `scripts/seaweed.sh` starts, if there is to be one.
///
/// # Panics
/// When the environment does not say where it is: a suite that silently leaves one store out is
/// worse than none.
fn server() -> Option<S3> {
    let endpoint = std::env::var(S3_ENDPOINT).expect(
        "CLIFFHANGER_TEST_S3 is not set: run `scripts/test-rust.sh -p media`, which starts a \
         server, or set it to `none` to try the others alone",
    );
    let also = |name: &str| std::env::var(format!("{S3_ENDPOINT}_{name}")).expect(name);
    (endpoint != "none").then(|| S3 {
        bucket: also("BUCKET"),
        endpoint: Some(endpoint),
        access_key_id: Some(also("ACCESS_KEY_ID")),
        secret_access_key: Some(also("SECRET_ACCESS_KEY")),
        allow_http: true,
        ..S3::default()
    })
}

/// An empty store of every kind, each with its name.
fn of_every_kind(folder: &Path, test: &str) -> Vec<(&'static str, Store)> {
    let scratch = folder.join("scratch");
    let mut all = vec![
        ("folder", Store::in_folder(&folder.join("store")).unwrap()),
        ("memory", Store::behind(Arc::new(InMemory::new()), folder)),
    ];
    if let Some(settings) = server() {
        // One bucket for all tests: each has a place of its own in it.
        let prefix = Some(format!("{test}-{}", std::process::id()));
        all.push(("S3", Store::in_s3(&S3 { prefix, ..settings }, &scratch).unwrap()));
    }
    all
}

fn long_file(folder: &Path) -> (PathBuf, Vec<u8>) {
    let path = folder.join("a file");
    let bytes: Vec<u8> = (0..LONG).map(|it| (it / 251) as u8).collect();
    std::fs::write(&path, &bytes).unwrap();
    (path, bytes)
}

#[tokio::test]
async fn nothing_is_kept_under_the_hash_of_something_else() {
    let folder = tempfile::tempdir().unwrap();
    let (long, _) = long_file(folder.path());
    let short = folder.path().join("short");
    std::fs::write(&short, "short").unwrap();
    for (kind, store) in of_every_kind(folder.path(), "hash") {
        for (file, other) in [(&short, &long), (&long, &short)] {
            let key = |sha256: String| format!("masters/{sha256}");
            let wrong = key(hash_file(other).await.unwrap().0);
            let refused = store.put_file(&wrong, file).await.unwrap_err();
            let why = std::error::Error::source(&refused).unwrap().to_string();
            assert_eq!(why, "it changed while it was read", "{kind}");
            assert!(!store.holds(&wrong).await.unwrap(), "{kind}");
        }
        let right = format!("masters/{}", hash_file(&long).await.unwrap().0);
        store.put_file(&right, &long).await.unwrap();
        assert!(store.holds(&right).await.unwrap(), "{kind}");
    }
}

#[tokio::test]
async fn what_is_stored_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let (file, bytes) = long_file(folder.path());
    for (kind, store) in of_every_kind(folder.path(), "read-again") {
        assert!(!store.holds("m/1").await.unwrap(), "{kind}");
        store.put_file("m/1", &file).await.unwrap();
        store.put_file("m/1", &file).await.unwrap();
        assert!(store.holds("m/1").await.unwrap(), "{kind}");
        let across = 8_388_600..8_388_620;
        let range = store.get_range("m/1", across.clone()).await.unwrap();
        assert_eq!(range, bytes[across.start as usize..across.end as usize], "{kind}");
        let end = store.get_range("m/1", u64::from(LONG) - 3..u64::from(LONG)).await.unwrap();
        assert_eq!(end, bytes[bytes.len() - 3..], "{kind}");

        let local = store.local_file("m/1").await.unwrap();
        let path = local.path().to_path_buf();
        assert_eq!(hash_file(&path).await.unwrap(), hash_file(&file).await.unwrap(), "{kind}");
        drop(local);
        assert_eq!(path.exists(), kind == "folder", "{kind}: a copy goes, the original stays");

        store.put("m/2", Bytes::from_static(b"")).await.unwrap();
        store.put("p/a b+c", Bytes::from_static(b"text")).await.unwrap();
        assert_eq!(store.get("p/a b+c").await.unwrap(), "text", "{kind}");
        store.try_out().await.unwrap();
        let listed = store.list().await.unwrap();
        let listed: Vec<_> = listed.iter().map(|it| (it.key.as_str(), it.bytes)).collect();
        let wanted = [("m/1", u64::from(LONG)), ("m/2", 0), ("p/a b+c", 4)];
        assert_eq!(listed, wanted, "{kind}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_missing_and_no_failure() {
    let folder = tempfile::tempdir().unwrap();
    for (kind, store) in of_every_kind(folder.path(), "missing") {
        assert!(!store.holds("m/1").await.unwrap(), "{kind}");
        assert!(store.get("m/1").await.unwrap_err().is_missing(), "{kind}");
        assert!(store.get_range("m/1", 0..1).await.unwrap_err().is_missing(), "{kind}");
        let file = store.put_file("m/1", &folder.path().join("none")).await.unwrap_err();
        assert!(matches!(file, StoreError::File { .. }), "{kind}: {file}");
        assert!(!store.holds("m/1").await.unwrap(), "{kind}");
        if kind != "folder" {
            assert!(store.local_file("m/1").await.unwrap_err().is_missing(), "{kind}");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_who_store_the_same_do_not_harm_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let (file, _) = long_file(folder.path());
    for (kind, store) in of_every_kind(folder.path(), "two-writers") {
        let (one, two) = tokio::join!(store.put_file("m/1", &file), store.put_file("m/1", &file));
        one.unwrap();
        two.unwrap();
        let local = store.local_file("m/1").await.unwrap();
        let kept = hash_file(local.path()).await.unwrap();
        assert_eq!(kept, hash_file(&file).await.unwrap(), "{kind}");
        assert_eq!(store.list().await.unwrap().len(), 1, "{kind}: nothing unfinished is left");
    }
}

#[tokio::test]
async fn who_is_not_let_in_and_what_is_not_there_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let Some(settings) = server() else { return };
    let stranger = S3 { secret_access_key: Some("wrong".to_owned()), ..settings.clone() };
    let elsewhere = S3 { bucket: "nobody-made-this".to_owned(), ..settings };
    for (settings, remedy) in [(stranger, "the keys are right"), (elsewhere, "the bucket is there")]
    {
        let store = Store::in_s3(&settings, folder.path()).unwrap();
        let error = store.try_out().await.unwrap_err();
        assert!(error.remedy().contains(remedy), "{error}: {}", error.remedy());
        assert_eq!(error.to_string(), "could not write probe/ready in the media store");
        let told = format!("{error:?}");
        assert!(!told.contains("known-to-everybody") && !told.contains("wrong"), "{told}");
    }
}

/// A store at an address of this machine.
fn at(address: SocketAddr) -> S3 {
    S3 {
        bucket: "b".to_owned(),
        endpoint: Some(format!("http://{address}")),
        access_key_id: Some("k".to_owned()),
        secret_access_key: Some("hush".to_owned()),
        allow_http: true,
        ..S3::default()
    }
}

/// Long before a request of a viewer is given up.
async fn soon<T>(what: impl Future<Output = T>) -> T {
    tokio::time::timeout(Duration::from_secs(20), what).await.expect("an end in bounded time")
}

#[tokio::test]
async fn a_store_that_is_away_is_given_up_soon() {
    let folder = tempfile::tempdir().unwrap();
    let (file, _) = long_file(folder.path());
    let port = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = port.local_addr().unwrap();
    drop(port);
    let store = Store::in_s3(&at(address), folder.path()).unwrap();
    let asked = async { (store.put_file("m/1", &file).await, store.get("m/1").await) };
    let (put, get) = soon(asked).await;
    let (put, get) = (put.unwrap_err(), get.unwrap_err());
    assert_eq!(put.to_string(), "could not write m/1 in the media store");
    assert_eq!(get.to_string(), "could not read m/1 in the media store");
    assert!(!get.is_missing(), "out of reach is not the same as missing");
    assert!(get.remedy().starts_with("see that the store can be reached"), "{}", get.remedy());
}

#[tokio::test]
async fn a_store_that_is_silent_is_given_up_too() {
    let folder = tempfile::tempdir().unwrap();
    // It takes connections, as the system does it for whoever listens, and never says a word.
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let objects = at(listener.local_addr().unwrap()).open(Duration::from_millis(50)).unwrap();
    let store = Store::behind(objects, folder.path());
    soon(store.holds("m/1")).await.unwrap_err();
}

#[test]
fn settings_that_cannot_work_are_refused_before_anything_is_stored() {
    let folder = tempfile::tempdir().unwrap();
    let good = at(([127, 0, 0, 1], 1).into());
    for (settings, wanted) in [
        (S3 { bucket: String::new(), ..good.clone() }, "the bucket has no name"),
        (S3 { secret_access_key: None, ..good.clone() }, "belong together"),
        (S3 { access_key_id: None, ..good.clone() }, "belong together"),
        (S3 { allow_http: false, ..good.clone() }, "set allow-http"),
        (S3 { endpoint: Some("s3.example.org".to_owned()), ..good }, "https://"),
    ] {
        let error = Store::in_s3(&settings, folder.path()).unwrap_err();
        assert!(error.to_string().contains(wanted), "{error}");
        assert_eq!(error.remedy(), "mend [media] of the configuration");
    }
}

#[test]
fn what_is_not_chosen_comes_from_the_environment() {
    let own = |(name, value): (&str, &str)| (name.to_owned(), value.to_owned());
    let environment = [
        ("AWS_REGION", "eu-central-1"),
        ("AWS_ACCESS_KEY_ID", "from-environment"),
        ("AWS_BUCKET", "another"),
        ("AWS_PAGER", "less"),
        ("HOME", "x"),
    ];
    let settings = S3 {
        bucket: "b".to_owned(),
        region: Some("eu-west-1".to_owned()),
        environment: environment.map(own).to_vec(),
        ..S3::default()
    };
    let builder = settings.builder();
    let got = |key| builder.get_config_value(&key).unwrap_or_default();
    use object_store::aws::AmazonS3ConfigKey as Key;
    assert_eq!(got(Key::Region), "eu-west-1", "what is chosen comes first");
    assert_eq!(got(Key::AccessKeyId), "from-environment");
    assert_eq!(got(Key::Bucket), "b");
}

#[test]
fn nothing_that_opens_the_store_is_ever_printed() {
    let folder = tempfile::tempdir().unwrap();
    let mut settings = at(([127, 0, 0, 1], 1).into());
    settings.environment = vec![("AWS_SESSION_TOKEN".to_owned(), "hush".to_owned())];
    let store = Store::in_s3(&settings, folder.path()).unwrap();
    for told in [format!("{settings:?}"), format!("{store:?}")] {
        assert!(!told.contains("hush"), "{told}");
    }
}

#[test]
fn names_say_what_is_in_them() {
    let object = |key: &str| Object { key: key.to_owned(), bytes: 1 };
    let hash = "ab".repeat(32);
    assert_eq!(object(&format!("tracks/{hash}.cmf")).sha256(), Some(hash.as_str()));
    assert_eq!(object(&format!("masters/{hash}")).sha256(), Some(hash.as_str()));
    assert_eq!(object("tracks/abc.cmf").sha256(), None);
}
