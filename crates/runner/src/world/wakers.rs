//! The wakers of executors that the program itself wrote.
//!
//! The library tells of its own wakers. Of a waker that the program made, by `Wake` or by a table, only the
//! address of its data and of its table are known; which tasks it wakes is learnt when they are polled with it.

use std::collections::HashMap;

use trace::{Kind, TaskId};
use vm::{Site, WakerUse};

use super::World;

/// The data and the table of a waker, the lower address first: its layout may have either before the other.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Identity([u64; 2]);

impl Identity {
    pub fn new(mut words: [u64; 2]) -> Identity {
        words.sort_unstable();
        Identity(words)
    }
}

#[derive(Default)]
pub struct Wakers {
    known: HashMap<Identity, Known>,
    /// What each async body was last polled with.
    of: HashMap<TaskId, Identity>,
}

/// What is known of all wakers with one identity.
struct Known {
    /// The tasks that were polled with it, and whether they were woken since.
    tasks: Vec<(TaskId, bool)>,
    /// Where the waker of the last poll is: to drop that one is no news.
    at: u64,
    /// How many there are. At none the addresses may be those of another waker's soon.
    alive: u32,
}

impl Wakers {
    fn polled(&mut self, task: TaskId, identity: Identity, at: u64) {
        let known = self.known.entry(identity).or_insert_with(|| Known {
            tasks: Vec::new(),
            at,
            alive: 0,
        });
        (known.at, known.alive) = (at, known.alive.saturating_add(1));
        match known.tasks.iter_mut().find(|(it, _)| *it == task) {
            Some((_, woken)) => *woken = false,
            None => known.tasks.push((task, false)),
        }
    }

    /// A wake has no effect any more.
    pub fn finished(&mut self, task: TaskId) {
        if let Some(known) = self.of.get(&task).and_then(|it| self.known.get_mut(it))
            && let Some((_, woken)) = known.tasks.iter_mut().find(|(it, _)| *it == task)
        {
            *woken = true;
        }
    }

    pub fn dropped(&mut self, task: TaskId) {
        if self.of.remove(&task).is_some() {
            self.known.retain(|_, known| {
                known.tasks.retain(|(it, _)| *it != task);
                !known.tasks.is_empty()
            });
        }
    }
}

impl World {
    /// An async body of the program is polled, `waker` being where its waker is and its two words.
    /// Below a task of the library it is the library that tells; below a body with the same waker it is that
    /// one that is woken.
    pub(super) fn polled_with(&mut self, site: &Site<'_>, task: TaskId, waker: Option<[u64; 3]>) {
        let Some([at, first, second]) = waker else {
            return;
        };
        let identity = Identity::new([first, second]);
        let Some(thread) = self.thread(site.thread) else {
            return;
        };
        let around = thread.polling.clone();
        if around.iter().any(|&it| self.task(it).is_some()) {
            return;
        }
        let outer = around.last().and_then(|it| self.wakers.of.get(it));
        if outer != Some(&identity) {
            self.wakers.polled(task, identity, at);
        }
        self.wakers.of.insert(task, identity);
    }

    pub(super) fn waker_used(&mut self, site: &Site<'_>, how: WakerUse, at: u64, of: Identity) {
        let Some(known) = self.wakers.known.get_mut(&of) else {
            return;
        };
        let mut news: Vec<Kind> = Vec::new();
        let mut woken: Vec<(TaskId, bool)> = Vec::new();
        if let WakerUse::Wake | WakerUse::WakeByRef = how {
            for (task, before) in &mut known.tasks {
                woken.push((*task, !std::mem::replace(before, true)));
            }
        }
        let tasks = known.tasks.iter().map(|(task, _)| *task);
        match how {
            WakerUse::Clone => {
                known.alive = known.alive.saturating_add(1);
                news.extend(tasks.map(|task| Kind::WakerClone { task }));
            }
            WakerUse::Wake | WakerUse::Drop => {
                if known.at != at {
                    news.extend(tasks.map(|task| Kind::WakerDrop { task }));
                }
                known.alive = known.alive.saturating_sub(1);
            }
            WakerUse::WakeByRef => {}
        }
        if known.alive == 0 {
            self.wakers.known.remove(&of);
        }
        for (task, queued) in woken {
            let by = self.who_wakes(site, task);
            self.record(site, Kind::Wake { task, by, queued });
        }
        for kind in news {
            self.record(site, kind);
        }
    }
}
