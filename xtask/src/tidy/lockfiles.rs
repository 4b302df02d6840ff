use super::{Finding, sources::Sources};

const CRATES_IO: &str = "registry+https://github.com/rust-lang/crates.io-index";
const NPM: &str = "https://registry.npmjs.org/";

/// Every Rust dependency comes from crates.io: no git, no registry of somebody's own.
pub(crate) fn cargo(sources: &Sources) -> Result<Vec<Finding>, String> {
    let text = sources.text("Cargo.lock").ok_or("there is no Cargo.lock")?;
    let lock: toml::Table = text.parse().map_err(|error| format!("Cargo.lock: {error}"))?;
    let packages = lock.get("package").and_then(toml::Value::as_array).into_iter().flatten();

    let mut findings = Vec::new();
    for package in packages {
        let field = |name: &str| package.get(name).and_then(toml::Value::as_str);
        let source = field("source").filter(|&it| it != CRATES_IO);
        if let (Some(name), Some(source)) = (field("name"), source) {
            let message = format!("{name} comes from {source}: take it from crates.io");
            findings.push(Finding::new("lockfile", "Cargo.lock", message));
        }
    }
    Ok(findings)
}

/// Every npm package comes from the public registry, and there is one Preact: two of them kill a
/// page without any type being wrong.
pub(crate) fn npm(sources: &Sources) -> Result<Vec<Finding>, String> {
    let mut findings = Vec::new();
    for (path, text) in sources.texts().filter(|(path, _)| path.ends_with("package-lock.json")) {
        let lock: serde_json::Value =
            serde_json::from_str(text).map_err(|error| format!("{path}: {error}"))?;
        let packages: Vec<(&String, &serde_json::Value)> =
            lock["packages"].as_object().into_iter().flatten().collect();

        for (name, package) in &packages {
            if let Some(address) = package["resolved"].as_str().filter(|it| is_foreign(it)) {
                let message = format!("{name} comes from {address}: take it from {NPM}");
                findings.push(Finding::new("lockfile", path, message));
            }
        }
        findings.extend(super::licences::of_app(&lock));
        let preacts = packages.iter().filter(|(name, _)| name.ends_with("node_modules/preact"));
        let count = preacts.count();
        if count > 1 {
            let message = format!("{count} versions of preact: bring them to one");
            findings.push(Finding::new("lockfile", path, message));
        }
    }
    Ok(findings)
}

/// Addresses without a scheme are folders of the project itself.
fn is_foreign(address: &str) -> bool {
    address.contains(':') && !address.starts_with(NPM)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_crate_from_elsewhere_is_found() {
        let lock = format!(
            "[[package]]\nname = \"ours\"\n[[package]]\nname = \"fine\"\nsource = \"{CRATES_IO}\"\n\
             [[package]]\nname = \"odd\"\nsource = \"git+https://example.org/odd\"\n"
        );
        let findings = cargo(&Sources::of(&[("Cargo.lock", &lock)])).unwrap();
        assert_eq!(findings.len(), 1);
        assert!(findings[0].message.starts_with("odd comes from git+"), "{}", findings[0]);
    }

    #[test]
    fn a_package_from_elsewhere_and_a_second_preact_are_found() {
        let lock = r#"{"packages": {
            "node_modules/preact": {"resolved": "https://registry.npmjs.org/preact/-/p.tgz"},
            "node_modules/a/node_modules/preact": {},
            "node_modules/ui": {"resolved": "ui", "link": true},
            "node_modules/odd": {"resolved": "https://mirror.example/odd.tgz"}
        }}"#;
        let mut findings = npm(&Sources::of(&[("apps/package-lock.json", lock)])).unwrap();
        // That none of them says its licence is another rule's.
        findings.retain(|it| it.rule == "lockfile");
        let messages: Vec<&str> = findings.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(messages.len(), 2, "{messages:?}");
        assert!(messages[0].starts_with("node_modules/odd comes from https://mirror.example"));
        assert!(messages[1].starts_with("2 versions of preact"));
    }
}
