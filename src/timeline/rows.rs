//! Which lane stands in which row: grouped by thread, `main` first, child futures below their parent.

use std::collections::{BTreeMap, BTreeSet};

use super::model::{LaneId, LaneKind, Model};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    pub lane: LaneId,
    pub depth: u8,
    /// Whether lanes below it can be folded away.
    pub parent: bool,
}

/// The rows of the lanes that appeared before `position`, without those below a folded lane.
pub fn rows(model: &Model, folded: &BTreeSet<LaneId>) -> Vec<Row> {
    let mut children: BTreeMap<LaneId, Vec<LaneId>> = BTreeMap::new();
    let mut groups: BTreeMap<(bool, u32), Vec<LaneId>> = BTreeMap::new();
    for (id, lane) in model.lanes.iter().enumerate() {
        let source = lane.kind == LaneKind::Source;
        match lane.parent {
            Some(parent) => children.entry(parent).or_default().push(id),
            None if model.tells_nothing(lane) => {}
            None => groups.entry((source, lane.thread.0)).or_default().push(id),
        }
    }
    let mut rows = Vec::with_capacity(model.lanes.len());
    for mut group in groups.into_values() {
        // A task may be seen before its thread is.
        group.sort_by_key(|id| (model.lanes[*id].kind != LaneKind::Thread, *id));
        let mut head = None;
        for id in group {
            let lane = &model.lanes[id];
            if lane.kind == LaneKind::Thread {
                head = Some((id, rows.len()));
                rows.push(Row {
                    lane: id,
                    depth: 0,
                    parent: false,
                });
                continue;
            }
            if let Some((thread, at)) = head {
                rows[at].parent = true;
                if folded.contains(&thread) {
                    continue;
                }
            }
            nest(id, u8::from(head.is_some()), &children, folded, &mut rows);
        }
    }
    rows
}

fn nest(
    id: LaneId,
    depth: u8,
    children: &BTreeMap<LaneId, Vec<LaneId>>,
    folded: &BTreeSet<LaneId>,
    rows: &mut Vec<Row>,
) {
    let below = children.get(&id).map_or(&[][..], Vec::as_slice);
    rows.push(Row {
        lane: id,
        depth,
        parent: !below.is_empty(),
    });
    if !folded.contains(&id) {
        for child in below {
            // Deep recursion of futures is possible; deep indentation is of no use.
            nest(*child, (depth + 1).min(8), children, folded, rows);
        }
    }
}
