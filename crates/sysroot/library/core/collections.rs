//! Collections.

mod vec_deque;

pub use vec_deque::VecDeque;
