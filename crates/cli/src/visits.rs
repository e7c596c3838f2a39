//! A visitor of the program's network, as a script: what is done when, and what is seen.

use std::path::Path;

use protocol::network::{Visit, Visited};

use crate::output::err;
use crate::{NO_FILE, USAGE};

/// What the visitor does, and when in nanoseconds of the run.
pub type Visits = Vec<(u64, Visit)>;

const MS: u64 = 1_000_000;

/// Reads a script; empty lines and those that begin with `#` do nothing. Otherwise the exit code, and why is said.
pub fn read(path: Option<&Path>) -> Result<Visits, u8> {
    let Some(path) = path else {
        return Ok(Vec::new());
    };
    let text = std::fs::read_to_string(path).map_err(|error| {
        err(format_args!(
            "pollscope: cannot read {}: {error}\n",
            path.display()
        ));
        NO_FILE
    })?;
    let mut visits = Vec::new();
    for (number, line) in (1..).zip(text.lines()) {
        if line.trim().is_empty() || line.starts_with('#') {
            continue;
        }
        let visit = parse(line).ok_or_else(|| {
            err(format_args!(
                "pollscope: {}:{number}: not understood: {line}\n",
                path.display()
            ));
            USAGE
        })?;
        visits.push(visit);
    }
    Ok(visits)
}

fn parse(line: &str) -> Option<(u64, Visit)> {
    let mut words = line.splitn(4, ' ');
    let at: u64 = words.next()?.parse().ok()?;
    let what = words.next()?;
    let connection = words.next()?.parse().ok()?;
    let visit = match (what, words.next()) {
        ("connect", Some(port)) => Visit::Connect {
            connection,
            port: port.parse().ok()?,
        },
        ("send", Some(text)) => Visit::Send {
            connection,
            bytes: unescape(text)?.into_bytes(),
        },
        ("half-close", None) => Visit::HalfClose { connection },
        ("close", None) => Visit::Close { connection },
        _ => return None,
    };
    Some((at.checked_mul(MS)?, visit))
}

/// `\n`, `\r`, `\t` and `\\`.
fn unescape(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        out.push(match c {
            '\\' => match chars.next()? {
                'n' => '\n',
                'r' => '\r',
                't' => '\t',
                '\\' => '\\',
                _ => return None,
            },
            c => c,
        });
    }
    Some(out)
}

/// What the visitor has seen, a line each on stderr.
pub fn tell(visited: &[(u64, Visited)]) {
    for (at, what) in visited {
        let text = match what {
            Visited::Listening { port } => format!("the program listens on port {port}"),
            Visited::Unlistened { port } => {
                format!("the program listens no more on port {port}")
            }
            Visited::Connected { connection } => format!("{connection}: connected"),
            Visited::Refused { connection } => format!("{connection}: refused"),
            Visited::Accepted { connection } => format!("{connection}: accepted"),
            Visited::Received { connection, bytes } => {
                format!("{connection}: {:?}", String::from_utf8_lossy(bytes))
            }
            Visited::HalfClosed { connection } => {
                format!("{connection}: the program sends no more")
            }
            Visited::Closed {
                connection,
                reset: true,
            } => format!("{connection}: reset"),
            Visited::Closed { connection, .. } => format!("{connection}: closed"),
        };
        err(format_args!("visitor, {} ms: {text}\n", at / MS));
    }
}
