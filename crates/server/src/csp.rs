//! The Content-Security-Policy of the page: our own files, wasm, workers, and the scripts that
//! `index.html` itself contains, each by its hash.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha256};

/// The policy for a page with this HTML, asked for at this host.
///
/// Styles may be inline: the editor makes rules as it goes, and elements carry positions. Connections
/// go to this server only; browsers differ in whether 'self' means its WebSockets as well.
pub fn policy(html: &str, host: &str) -> String {
    let mut scripts = String::from("'self' 'wasm-unsafe-eval'");
    for script in inline_scripts(html) {
        scripts += &format!(
            " 'sha256-{}'",
            STANDARD.encode(Sha256::digest(script.as_bytes()))
        );
    }
    format!(
        "default-src 'none'; script-src {scripts}; worker-src 'self' blob:; style-src 'self' 'unsafe-inline'; \
         img-src 'self' data:; font-src 'self'; manifest-src 'self'; \
         connect-src 'self' ws://{host}; \
         base-uri 'self'; form-action 'none'; frame-ancestors 'none'"
    )
}

/// The texts between `<script …>` and `</script>` of scripts that are not loaded from elsewhere.
fn inline_scripts(html: &str) -> Vec<&str> {
    let mut scripts = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find("<script") {
        rest = &rest[start + "<script".len()..];
        let Some(open_end) = rest.find('>') else {
            break;
        };
        let attributes = &rest[..open_end];
        rest = &rest[open_end + 1..];
        let Some(end) = rest.find("</script") else {
            break;
        };
        let has_source = attributes
            .split_whitespace()
            .any(|word| word == "src" || word.starts_with("src="));
        if !has_source && !rest[..end].is_empty() {
            scripts.push(&rest[..end]);
        }
        rest = &rest[end..];
    }
    scripts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_scripts_in_the_page_itself_are_hashed() {
        let html = "<script src=a.js></script><script type=\"module\">let a;</script>\n<script>\nb()\n</script>";
        assert_eq!(inline_scripts(html), ["let a;", "\nb()\n"]);
        assert!(
            inline_scripts("<script").is_empty()
                && inline_scripts("<script>never closed").is_empty()
        );
    }

    #[test]
    fn a_known_hash() {
        // The example of the specification, section 6.7.3.3 of CSP Level 3: alert('Hello, world.');
        let policy = policy("<script>alert('Hello, world.');</script>", "127.0.0.1:8000");
        assert!(
            policy.contains("'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"),
            "{policy}"
        );
        assert!(policy.contains("'wasm-unsafe-eval'") && policy.contains("worker-src 'self'"));
        assert!(policy.contains("connect-src 'self' ws://127.0.0.1:8000;"));
    }
}
