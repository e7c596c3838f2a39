//! Which slot each local gets. Locals that are never alive together may share one: a suspended future is
//! as large as its frame.

use crate::mir::{Local, Mir, StatementKind, Terminator};

/// For each local those that may be alive together with it, as bits. Locals without `StorageLive` are always alive.
pub struct Conflicts {
    words: usize,
    rows: Vec<Vec<u64>>,
    scoped: Vec<bool>,
}

impl Conflicts {
    pub fn of(mir: &Mir) -> Conflicts {
        let count = mir.locals.len();
        let words = count.div_ceil(64);
        let mut scoped = vec![false; count];
        for statement in mir.blocks.iter().flat_map(|b| &b.statements) {
            if let StatementKind::StorageLive(Local(local)) = statement.kind {
                scoped[local as usize] = true;
            }
        }
        let live_in = alive_on_entry(mir, words);
        let mut rows = vec![vec![0u64; words]; count];
        for (block, entry) in mir.blocks.iter().zip(live_in) {
            let Some(mut alive) = entry else { continue };
            meet(&mut rows, &alive);
            for statement in &block.statements {
                match statement.kind {
                    StatementKind::StorageLive(Local(local)) => {
                        set(&mut alive, local as usize, true);
                        meet_one(&mut rows, &alive, local as usize);
                    }
                    StatementKind::StorageDead(Local(local)) => {
                        set(&mut alive, local as usize, false)
                    }
                    _ => {}
                }
            }
        }
        Conflicts {
            words,
            rows,
            scoped,
        }
    }

    pub fn may_share(&self, local: usize) -> bool {
        self.scoped[local]
    }

    pub fn conflict(&self, a: usize, b: usize) -> bool {
        debug_assert!(a / 64 < self.words);
        get(&self.rows[a], b) || get(&self.rows[b], a)
    }
}

/// The locals that may be alive where each block begins; `None` for blocks that are never reached.
fn alive_on_entry(mir: &Mir, words: usize) -> Vec<Option<Vec<u64>>> {
    let mut entries: Vec<Option<Vec<u64>>> = vec![None; mir.blocks.len()];
    entries[0] = Some(vec![0; words]);
    let mut work = vec![0usize];
    while let Some(index) = work.pop() {
        let Some(mut alive) = entries[index].clone() else {
            continue;
        };
        for statement in &mir.blocks[index].statements {
            match statement.kind {
                StatementKind::StorageLive(Local(local)) => set(&mut alive, local as usize, true),
                StatementKind::StorageDead(Local(local)) => set(&mut alive, local as usize, false),
                _ => {}
            }
        }
        for next in successors(&mir.blocks[index].terminator) {
            let entry = &mut entries[next];
            let changed = match entry {
                None => {
                    *entry = Some(alive.clone());
                    true
                }
                Some(known) => {
                    let mut changed = false;
                    for (word, more) in known.iter_mut().zip(&alive) {
                        changed |= *more & !*word != 0;
                        *word |= more;
                    }
                    changed
                }
            };
            if changed {
                work.push(next);
            }
        }
    }
    entries
}

pub fn successors(terminator: &Terminator) -> Vec<usize> {
    match terminator {
        Terminator::Goto(to) | Terminator::Yield { resume: to } => vec![to.0 as usize],
        Terminator::If {
            then, otherwise, ..
        } => vec![then.0 as usize, otherwise.0 as usize],
        Terminator::Switch {
            arms, otherwise, ..
        } => arms
            .iter()
            .map(|(_, to)| to.0 as usize)
            .chain([otherwise.0 as usize])
            .collect(),
        Terminator::Return | Terminator::Unreachable => Vec::new(),
    }
}

fn set(bits: &mut [u64], index: usize, on: bool) {
    match on {
        true => bits[index / 64] |= 1 << (index % 64),
        false => bits[index / 64] &= !(1 << (index % 64)),
    }
}

fn get(bits: &[u64], index: usize) -> bool {
    bits[index / 64] >> (index % 64) & 1 == 1
}

/// All that are alive conflict with each other.
fn meet(rows: &mut [Vec<u64>], alive: &[u64]) {
    for local in 0..rows.len() {
        if get(alive, local) {
            meet_one(rows, alive, local);
        }
    }
}

fn meet_one(rows: &mut [Vec<u64>], alive: &[u64], local: usize) {
    for (word, more) in rows[local].iter_mut().zip(alive) {
        *word |= more;
    }
}
