//! Names of library items as rustc prints them in warnings.
//!
//! rustc prints the bare name where no other item of the crates in use bears it, else the path by which
//! the visitor reaches it. Which names are shared is a fact about the real std, futures and tokio.

/// Shared within std alone.
const SHARED_IN_STD: &[(&str, &str)] = &[
    ("Poll", "std::task"),
    ("Ready", "std::future"),
    ("Pending", "std::future"),
    ("MutexGuard", "std::sync"),
    ("RwLockReadGuard", "std::sync"),
    ("RwLockWriteGuard", "std::sync"),
    ("Take", "std::iter"),
    ("Chain", "std::iter"),
    ("Empty", "std::iter"),
    ("Lines", "std::str"),
    ("Bytes", "std::str"),
    ("Iter", "std::slice"),
    ("IterMut", "std::slice"),
];

/// Shared between std and futures.
const SHARED_WITH_FUTURES: &[(&str, &str)] = &[
    ("PollFn", "std::future"),
    ("Skip", "std::iter"),
    ("Enumerate", "std::iter"),
    ("Zip", "std::iter"),
    ("Cycle", "std::iter"),
    ("Peekable", "std::iter"),
    ("FlatMap", "std::iter"),
    ("Filter", "std::iter"),
    ("FilterMap", "std::iter"),
    ("Inspect", "std::iter"),
    ("TakeWhile", "std::iter"),
    ("SkipWhile", "std::iter"),
    ("Scan", "std::iter"),
    ("Fuse", "std::iter"),
    ("Map", "std::iter"),
    ("Chunks", "std::slice"),
];

/// In `futures::future` under a name that other items bear too.
const SHARED_FUTURES: &[&str] = &[
    "Ready", "Pending", "PollFn", "Join", "Join3", "Join4", "Join5", "Map", "Then", "Fuse",
    "Select", "Flatten", "Inspect",
];

/// In tokio under a name that items of std or of tokio bear too.
const SHARED_TOKIO: &[(&str, &str)] = &[
    ("MutexGuard", "tokio::sync"),
    ("MappedMutexGuard", "tokio::sync"),
    ("RwLockReadGuard", "tokio::sync"),
    ("RwLockWriteGuard", "tokio::sync"),
    ("Timeout", "tokio::time"),
    ("Lines", "tokio::io"),
    ("Split", "tokio::io"),
];

/// `path` is where the library defines the item.
pub fn library_item(path: &str, uses_futures: bool) -> String {
    let name = path.rsplit("::").next().unwrap_or(path);
    if path.starts_with("futures") {
        return match (SHARED_FUTURES.contains(&name), path.contains("stream")) {
            (true, false) => format!("futures::future::{name}"),
            (true, true) => format!("futures::stream::{name}"),
            (false, _) => name.to_owned(),
        };
    }
    let in_full = |(_, module): &(&str, &str)| format!("{module}::{name}");
    let shared = SHARED_IN_STD
        .iter()
        .chain(SHARED_WITH_FUTURES.iter().filter(|_| uses_futures));
    let known = match path.starts_with("tokio") {
        true => SHARED_TOKIO.iter().find(|(known, _)| *known == name),
        false => shared.into_iter().find(|(known, _)| *known == name),
    };
    known.map_or_else(|| name.to_owned(), in_full)
}

/// The trait `Future`.
pub fn future_trait(uses_futures: bool) -> &'static str {
    if uses_futures {
        "futures::Future"
    } else {
        "Future"
    }
}
