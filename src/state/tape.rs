//! The recording that is played: the model and its axis, shared without being copied.

use std::cell::{Ref, RefCell};
use std::rc::Rc;

use trace::{Event, Nanos};

use crate::timeline::axis::{Axis, AxisKind};
use crate::timeline::model::{Index, Model};

#[derive(Debug, Default)]
pub struct Reel {
    pub model: Model,
    pub axis: Axis,
}

/// A handle to one recording as it was at one moment: equal handles show the same.
#[derive(Clone, Debug, Default)]
pub struct Tape {
    reel: Rc<RefCell<Reel>>,
    version: u64,
}

impl PartialEq for Tape {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.reel, &other.reel) && self.version == other.version
    }
}

impl Tape {
    pub fn empty(kind: AxisKind) -> Self {
        let reel = Reel {
            axis: Axis::new(kind, &[]),
            ..Reel::default()
        };
        Tape {
            reel: Rc::new(RefCell::new(reel)),
            version: 0,
        }
    }

    /// A recording that began in the middle.
    pub fn late(kind: AxisKind, model: Model) -> Self {
        let mut reel = Reel {
            model,
            ..Reel::default()
        };
        reel.lay_out(kind);
        Tape {
            reel: Rc::new(RefCell::new(reel)),
            version: 0,
        }
    }

    /// The recording goes on, and has told everything up to this moment.
    pub fn reach(&mut self, now: Nanos) {
        self.reel.borrow_mut().axis.reach(now);
        self.version += 1;
    }

    pub fn read(&self) -> Ref<'_, Reel> {
        self.reel.borrow()
    }

    pub fn len(&self) -> Index {
        self.read().model.len()
    }

    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether both are the same recording, perhaps at different moments.
    pub fn same(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.reel, &other.reel)
    }

    pub fn append(&mut self, events: Vec<Event>) {
        let mut reel = self.reel.borrow_mut();
        let Reel { model, axis } = &mut *reel;
        model.append(events);
        axis.extend(&model.events);
        self.version += 1;
    }

    pub fn change_axis(&mut self, kind: AxisKind) {
        self.reel.borrow_mut().lay_out(kind);
        self.version += 1;
    }
}

impl Reel {
    fn lay_out(&mut self, kind: AxisKind) {
        self.axis = Axis::new(kind, &self.model.events);
        if self.model.is_late() {
            self.axis.begin_at_first();
        }
    }
}
