use serde_json::Value;

use super::Finding;

/// Licences that an Apache-2.0 binary may carry. MPL-2.0 asks only that changes to its own files
/// stay open, and we change none.
const ALLOWED: [&str; 14] = [
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "ISC",
    "MIT",
    "MPL-2.0",
    "Unicode-3.0",
    "Unlicense",
    "Zlib",
];

/// Every Rust dependency may be shipped with ours.
pub(crate) fn check(metadata: &Value) -> Vec<Finding> {
    let mut findings = Vec::new();
    for package in metadata["packages"].as_array().into_iter().flatten() {
        let text = |name: &str| package[name].as_str().unwrap_or_default();
        let place = format!("{} {}", text("name"), text("version"));
        let licence = text("license");
        let message = match allowed(licence) {
            Some(true) => continue,
            Some(false) => format!("“{licence}” is not in ALLOWED of xtask/src/tidy/licences.rs"),
            None => format!("its licence “{licence}” is not an SPDX expression"),
        };
        findings.push(Finding::new("licence", place, message));
    }
    findings
}

/// Every npm package whose code is in the app may be shipped with ours. What merely builds it is not
/// shipped. `lockfile` is npm's.
pub(crate) fn of_app(lockfile: &Value) -> Vec<Finding> {
    let packages = lockfile["packages"].as_object().into_iter().flatten();
    let shipped = packages.filter(|(path, it)| path.contains("node_modules/") && is_shipped(it));
    let refused = shipped.filter_map(|(path, package)| {
        let licence = package["license"].as_str().unwrap_or_default();
        let place = format!("{path} {}", package["version"].as_str().unwrap_or_default());
        let message = format!("“{licence}” is not in ALLOWED of xtask/src/tidy/licences.rs");
        (allowed(licence) != Some(true)).then(|| Finding::new("licence", place, message))
    });
    refused.collect()
}

/// Links are our own packages.
fn is_shipped(package: &Value) -> bool {
    let is = |name: &str| package[name].as_bool() == Some(true);
    !is("dev") && !is("devOptional") && !is("link")
}

/// Whether the SPDX expression can be met with what is allowed; nothing if it is none.
fn allowed(expression: &str) -> Option<bool> {
    // Crates from before the standard write a slash for “or”.
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let mut words: Vec<&str> = spaced.split_whitespace().rev().collect();
    let met = any(&mut words)?;
    words.is_empty().then_some(met)
}

// The words stand in reverse: the next one is the last.

fn any(words: &mut Vec<&str>) -> Option<bool> {
    let mut met = all(words)?;
    while words.pop_if(|it| *it == "OR").is_some() {
        met |= all(words)?;
    }
    Some(met)
}

fn all(words: &mut Vec<&str>) -> Option<bool> {
    let mut met = one(words)?;
    while words.pop_if(|it| *it == "AND").is_some() {
        met &= one(words)?;
    }
    Some(met)
}

fn one(words: &mut Vec<&str>) -> Option<bool> {
    match words.pop()? {
        "(" => {
            let met = any(words)?;
            words.pop_if(|it| *it == ")").map(|_| met)
        }
        ")" | "AND" | "OR" | "WITH" => None,
        licence if words.pop_if(|it| *it == "WITH").is_some() => {
            let exception = words.pop()?;
            Some(ALLOWED.contains(&format!("{licence} WITH {exception}").as_str()))
        }
        licence => Some(ALLOWED.contains(&licence)),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn expressions_are_read_as_they_are_meant() {
        for (expression, want) in [
            ("MIT", Some(true)),
            ("MIT/Apache-2.0", Some(true)),
            ("GPL-3.0 OR MIT", Some(true)),
            ("GPL-3.0 AND MIT", Some(false)),
            ("MIT AND GPL-3.0 OR ISC", Some(true)),
            ("MIT AND (GPL-3.0 OR LGPL-2.1)", Some(false)),
            ("(MIT OR Apache-2.0) AND Unicode-3.0", Some(true)),
            ("Apache-2.0 WITH LLVM-exception OR GPL-3.0", Some(true)),
            ("Apache-2.0 WITH Other-exception", Some(false)),
            ("", None),
            ("MIT OR", None),
            ("(MIT", None),
            ("MIT Apache-2.0", None),
        ] {
            assert_eq!(allowed(expression), want, "{expression}");
        }
    }

    #[test]
    fn a_crate_without_a_licence_is_found() {
        let metadata = serde_json::json!({"packages": [{"name": "odd", "version": "1.0.0"}]});
        assert_eq!(check(&metadata).len(), 1);
    }

    #[test]
    fn what_is_in_the_app_is_looked_at_and_what_builds_it_is_not() {
        let package = |licence: &str, dev: bool| json!({ "license": licence, "dev": dev });
        let lockfile = json!({ "packages": {
            "": { "name": "ours" },
            "node_modules/fine": package("MIT", false),
            "node_modules/builds": package("GPL-3.0", true),
            "node_modules/silent": {},
            "node_modules/greedy": package("GPL-3.0", false),
        } });
        let places: Vec<_> = of_app(&lockfile).into_iter().map(|it| it.place).collect();
        assert_eq!(places, ["node_modules/greedy ", "node_modules/silent "]);
    }
}
