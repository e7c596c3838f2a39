//! The traits behind the operators, calls, `?`, indexing and destruction.

mod arith;
mod bit;
mod control_flow;
mod deref;
mod function;
mod index;
mod range;

pub use arith::{Add, AddAssign, Div, DivAssign, Mul, MulAssign, Neg, Rem, RemAssign, Sub, SubAssign};
pub use bit::{BitAnd, BitAndAssign, BitOr, BitOrAssign, BitXor, BitXorAssign, Not, Shl, ShlAssign, Shr, ShrAssign};
pub use control_flow::{ControlFlow, FromResidual, Residual, Try};
pub use deref::{CoerceUnsized, Deref, DerefMut, DispatchFromDyn, Drop, Receiver};
pub use function::{AsyncFn, AsyncFnMut, AsyncFnOnce, Coroutine, CoroutineState, Fn, FnMut, FnOnce};
pub use index::{Index, IndexMut};
pub use range::{Bound, Range, RangeBounds, RangeFrom, RangeFull, RangeInclusive, RangeTo, RangeToInclusive};
