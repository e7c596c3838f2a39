//! Where the server may be, and when to look there again.

/// The server's usual place.
const USUAL: &str = "127.0.0.1:8000";
/// Pauses between looking, in milliseconds: the first, and the longest.
const FIRST: u32 = 1000;
const LONGEST: u32 = 30_000;

/// Whether a page comes from this machine, so that its own server lets it in.
pub fn is_of_this_machine(host: &str) -> bool {
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    ["localhost", "127.0.0.1", "[::1]"].contains(&name)
}

/// Looks in one place after the other, ever more rarely; once it was found, only there.
#[derive(Debug)]
pub struct Search {
    places: Vec<String>,
    next: usize,
    /// Where it was found.
    found: Option<usize>,
    pause: u32,
}

impl Search {
    /// For a page with this protocol (`http:`) and host (`127.0.0.1:8000`).
    pub fn from_page(protocol: &str, host: &str) -> Self {
        let mut places = Vec::new();
        if !host.is_empty() {
            let scheme = if protocol == "https:" { "wss" } else { "ws" };
            places.push(format!("{scheme}://{host}"));
        }
        if host != USUAL {
            places.push(format!("ws://{USUAL}"));
        }
        Search {
            places,
            next: 0,
            found: None,
            pause: FIRST,
        }
    }

    /// Where to look now.
    pub fn next(&mut self) -> String {
        let at = self.found.unwrap_or(self.next % self.places.len());
        self.next = at + 1;
        self.places[at].clone()
    }

    /// It is where was looked last.
    pub fn found(&mut self) {
        self.found = self.next.checked_sub(1);
        self.pause = FIRST;
    }

    pub fn is_found(&self) -> bool {
        self.found.is_some()
    }

    /// It is not there, or not any more; returns when to look again. A round through all places makes one
    /// pause.
    pub fn lost(&mut self) -> u32 {
        if self.found.is_none() && self.next < self.places.len() {
            return 0;
        }
        let pause = self.pause;
        self.pause = (pause * 2).min(LONGEST);
        pause
    }
}

#[cfg(test)]
mod tests {
    use super::{Search, is_of_this_machine};

    #[test]
    fn a_page_of_another_site_must_be_let_in() {
        for ours in ["127.0.0.1:8000", "localhost", "[::1]:80"] {
            assert!(is_of_this_machine(ours), "{ours}");
        }
        for other in ["lessons.example", "localhost.example:80", ""] {
            assert!(!is_of_this_machine(other), "{other}");
        }
    }

    #[test]
    fn the_pages_own_server_is_asked_first() {
        let mut search = Search::from_page("https:", "lessons.example");
        let mut looked = Vec::new();
        for _ in 0..4 {
            let place = search.next();
            looked.push((place, search.lost()));
        }
        let (own, usual) = ("wss://lessons.example", "ws://127.0.0.1:8000");
        let expected = [(own, 0), (usual, 1000), (own, 0), (usual, 2000)];
        assert_eq!(
            looked,
            expected.map(|(place, wait)| (place.to_owned(), wait))
        );
    }

    #[test]
    fn what_was_found_is_looked_for_where_it_was_ever_more_rarely() {
        let mut search = Search::from_page("http:", "127.0.0.1:9000");
        assert_eq!(
            (search.next().as_str(), search.lost()),
            ("ws://127.0.0.1:9000", 0)
        );
        assert_eq!(search.next(), "ws://127.0.0.1:8000");
        search.found();
        let mut pauses = Vec::new();
        for _ in 0..8 {
            pauses.push(search.lost());
            assert_eq!(search.next(), "ws://127.0.0.1:8000");
        }
        assert_eq!(
            pauses,
            [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]
        );
        search.found();
        assert_eq!(search.lost(), 1000);
    }

    #[test]
    fn from_the_usual_place_there_is_no_other() {
        let mut search = Search::from_page("http:", "127.0.0.1:8000");
        for _ in 0..3 {
            assert_eq!(search.next(), "ws://127.0.0.1:8000");
            assert!(search.lost() > 0);
        }
    }
}
