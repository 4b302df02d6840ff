use serde_json::Value;

use super::{Finding, sources::Sources};

/// Which crate may depend on which. A new arrow is a decision: it is added here, in a commit of
/// its own, and ARCHITECTURE.md follows.
const ARROWS: [(&str, &[&str]); 10] = [
    ("base", &[]),
    ("db", &["base"]),
    ("media", &["base"]),
    ("people", &["base", "db"]),
    ("sample", &["media"]),
    ("catalogue", &["base", "db"]),
    ("playback", &["base", "db", "media", "catalogue", "people"]),
    ("web", &["base", "db", "media", "people", "catalogue", "playback"]),
    ("cliffhanger", &["base", "db", "media", "people", "sample", "catalogue", "playback", "web"]),
    ("xtask", &[]),
];

/// Dependencies from outside that one layer has to itself.
const EXCLUSIVE: [(&str, &[&str]); 5] = [
    ("sqlx", &["db"]),
    ("mp4-atom", &["media"]),
    ("resvg", &["sample"]),
    ("axum", &["web", "cliffhanger"]),
    ("anyhow", &["cliffhanger"]),
];

/// Arrows between crates run one way only, and only those that were decided.
pub(crate) fn arrows(metadata: &Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in members(metadata) {
        let from = name(package);
        let Some((_, allowed)) = ARROWS.iter().find(|(it, _)| *it == from) else {
            let message = "a new crate: give it a row in ARROWS of xtask/src/tidy/crates.rs";
            findings.push(Finding::new("arrows", from, message));
            continue;
        };
        // A crate may depend on itself: so its tests get a feature that others do not.
        let inner = dependencies(package).filter(|it| it["path"].is_string() && name(it) != from);
        for to in inner.map(name).filter(|to| !allowed.contains(to)) {
            let message = format!("may not depend on {to}: the arrow is not in ARROWS");
            findings.push(Finding::new("arrows", from, message));
        }
    }
    findings
}

/// What only one layer may know is not named by another. Tests may use anything.
pub(crate) fn exclusive(metadata: &Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in members(metadata) {
        let from = name(package);
        let used = dependencies(package).filter(|it| it["kind"].as_str() != Some("dev"));
        for to in used.map(name) {
            let owners = EXCLUSIVE.iter().find(|(it, _)| *it == to).map(|(_, owners)| owners);
            if let Some(owners) = owners.filter(|it| !it.contains(&from)) {
                let message = format!("may not depend on {to}: only {} may", owners.join(", "));
                findings.push(Finding::new("arrows", from, message));
            }
        }
    }
    findings
}

/// Every crate takes its lints and the versions of its dependencies from the workspace.
pub(crate) fn manifests(sources: &Sources) -> Result<Vec<Finding>, String> {
    let mut findings = Vec::new();
    let manifests = sources.texts().filter(|(path, _)| path.ends_with("/Cargo.toml"));
    for (path, text) in manifests {
        let manifest: toml::Table = text.parse().map_err(|error| format!("{path}: {error}"))?;
        if !is_true(manifest.get("lints").and_then(|it| it.get("workspace"))) {
            let message = "add [lints] workspace = true";
            findings.push(Finding::new("manifest", path, message));
        }
        for table in ["dependencies", "dev-dependencies", "build-dependencies"] {
            let entries = manifest.get(table).and_then(toml::Value::as_table);
            for (name, entry) in entries.into_iter().flatten() {
                if !is_true(entry.get("workspace")) && entry.get("path").is_none() {
                    let message = format!("{name} has a version of its own: name it in the root");
                    findings.push(Finding::new("manifest", path, message));
                }
            }
        }
    }
    Ok(findings)
}

fn is_true(value: Option<&toml::Value>) -> bool {
    value.and_then(toml::Value::as_bool) == Some(true)
}

fn members(metadata: &Value) -> impl Iterator<Item = &Value> {
    let members = metadata["workspace_members"].as_array().map_or(&[][..], Vec::as_slice);
    let packages = metadata["packages"].as_array().into_iter().flatten();
    packages.filter(move |it| members.contains(&it["id"]))
}

fn dependencies(package: &Value) -> impl Iterator<Item = &Value> {
    package["dependencies"].as_array().into_iter().flatten()
}

fn name(value: &Value) -> &str {
    value["name"].as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn workspace(name: &str, dependencies: &Value) -> Value {
        json!({
            "workspace_members": [name],
            "packages": [
                {"id": name, "name": name, "dependencies": dependencies},
                {"id": "other", "name": "other", "dependencies": [{"name": "anyhow"}]},
            ],
        })
    }

    #[test]
    fn an_arrow_that_was_not_decided_is_found() {
        let metadata =
            workspace("media", &json!([{"name": "base", "path": ""}, {"name": "db", "path": ""}]));
        let found: Vec<String> = arrows(&metadata).iter().map(ToString::to_string).collect();
        assert_eq!(found, ["media: may not depend on db: the arrow is not in ARROWS [arrows]"]);
    }

    #[test]
    fn a_crate_that_nobody_placed_is_found() {
        assert_eq!(arrows(&workspace("ledger", &json!([]))).len(), 1);
    }

    #[test]
    fn what_one_layer_has_to_itself_is_refused_to_the_others_but_not_to_their_tests() {
        let own = workspace("db", &json!([{"name": "sqlx"}]));
        let test = workspace("web", &json!([{"name": "sqlx", "kind": "dev"}]));
        let foreign = workspace("web", &json!([{"name": "sqlx", "kind": null}]));
        assert_eq!(exclusive(&own).len() + exclusive(&test).len(), 0);
        assert_eq!(exclusive(&foreign).len(), 1);
    }

    #[test]
    fn a_manifest_takes_lints_and_versions_from_the_root() {
        let good = "[dependencies]\na.workspace = true\nb = { path = \"../b\" }\n[lints]\n\
                    workspace = true\n";
        let bad = "[dependencies]\na = \"1\"\n[dev-dependencies]\nb = { version = \"2\" }\n";
        let sources = Sources::of(&[("crates/a/Cargo.toml", good), ("crates/b/Cargo.toml", bad)]);
        let places: Vec<String> =
            manifests(&sources).unwrap().into_iter().map(|it| it.place).collect();
        assert_eq!(places, ["crates/b/Cargo.toml"; 3]);
    }
}
