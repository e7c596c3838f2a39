//! Finding an event by a part of the sentence that tells it.

use super::model::{Index, Model};
use super::words;

/// The nearest event before or after a position whose sentence holds the text, whatever its case; past
/// the end it goes on at the other end.
pub fn find(model: &Model, position: Index, text: &str, back: bool) -> Option<Index> {
    let text = text.trim().to_lowercase();
    if text.is_empty() || model.is_empty() {
        return None;
    }
    let len = model.len();
    let current = position.min(len);
    let holds = |index: &Index| {
        words::sentence(model, *index)
            .to_lowercase()
            .contains(&text)
    };
    if back {
        // The current event is the one before the position.
        let before = (0..current.saturating_sub(1)).rev();
        before.chain((0..len).rev()).find(holds)
    } else {
        (current..len).chain(0..len).find(holds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::timeline::sample;

    #[test]
    fn goes_from_one_to_the_next_and_round() {
        let model = sample::two_workers();
        let mut position = 0;
        let mut seen = vec![];
        for _ in 0..4 {
            let found = find(&model, position, "WORKER #2 is polled", false).unwrap();
            seen.push(found);
            position = found + 1;
        }
        assert_eq!((seen[0], seen[2]), (4, 4));
        assert!(seen[1] > 4 && seen[1] == seen[3]);
        assert_eq!(
            find(&model, seen[1] + 1, "worker #2 is polled", true),
            Some(4)
        );
        assert_eq!(find(&model, 5, "worker #2 is polled", true), Some(seen[1]));
    }

    #[test]
    fn nothing_is_found_where_there_is_nothing() {
        let model = sample::two_workers();
        assert_eq!(find(&model, 0, "no such thing", false), None);
        assert_eq!(find(&model, 0, "  ", false), None);
        assert_eq!(find(&Model::default(), 0, "main", true), None);
    }
}
