//! Why a part of `config.json` could not be read.

/// Why a part could not be read. Line and column would be those inside the part.
pub fn reason(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason).to_owned()
}
