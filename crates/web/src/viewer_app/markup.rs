//! Data inside of HTML.

/// A block of JSON that a page carries and no browser runs. Nothing in it can end it: a `<` is written as JSON allows.
pub(super) fn data(kind: &str, id: Option<&str>, json: &str) -> String {
    let id = id.map(|it| format!(" id=\"{it}\"")).unwrap_or_default();
    format!("<script type=\"{kind}\"{id}>{}</script>\n", json.replace('<', "\\u003c"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_stay_data() {
        let block = data("application/json", Some("feed"), r#"{"a":"</script><!--"}"#);
        let inner = r#"{"a":"\u003c/script>\u003c!--"}"#;
        assert_eq!(
            block,
            format!("<script type=\"application/json\" id=\"feed\">{inner}</script>\n")
        );
        assert_eq!(serde_json::from_str::<serde_json::Value>(inner).unwrap()["a"], "</script><!--");
    }
}
