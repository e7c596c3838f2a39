//! What the library asks of the machine and of the world.
//!
//! In the library's sources each is a `#[rustc_intrinsic]` function of module `core::intrinsics` with
//! the name given here in snake case. Arguments and results are plain scalars, pointers and lengths, so
//! that the machine needs no knowledge of Rust's types. (Intrinsics over types, such as `size_of::<T>()`,
//! never reach the machine: the compiler's code generation answers them.)

use serde::{Deserialize, Serialize};

macro_rules! intrinsics {
    ($($(#[doc = $doc:literal])* $name:ident = $text:literal,)*) => {
        /// An operation of the machine or the world.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[repr(u8)]
        pub enum Intrinsic { $($(#[doc = $doc])* $name,)* }

        impl Intrinsic {
            pub const ALL: &[Intrinsic] = &[$(Intrinsic::$name,)*];

            /// Its name in the library's sources.
            pub fn name(self) -> &'static str {
                match self { $(Intrinsic::$name => $text,)* }
            }

            pub fn from_name(name: &str) -> Option<Intrinsic> {
                match name { $($text => Some(Intrinsic::$name),)* _ => None }
            }
        }
    };
}

intrinsics! {
    // -- memory (answered by the machine) --
    /// `fn heap_alloc(size: usize, align: usize) -> *mut u8`: never null; a full heap halts the run.
    /// Size 0 takes no memory: any non-null multiple of `align`, and freeing size 0 does nothing.
    HeapAlloc = "heap_alloc",
    /// `fn heap_dealloc(ptr: *mut u8, size: usize, align: usize)`
    HeapDealloc = "heap_dealloc",
    /// `fn heap_realloc(ptr: *mut u8, old: usize, align: usize, new: usize) -> *mut u8`
    HeapRealloc = "heap_realloc",
    /// `fn mem_copy(dst: *mut u8, src: *const u8, bytes: usize)`: may overlap.
    MemCopy = "mem_copy",
    /// `fn mem_set(dst: *mut u8, byte: u8, bytes: usize)`
    MemSet = "mem_set",
    /// `fn mem_compare(a: *const u8, b: *const u8, bytes: usize) -> i32`: negative, zero or positive.
    MemCompare = "mem_compare",
    /// `fn mem_find(hay: *const u8, hay_len: usize, needle: *const u8, needle_len: usize) -> usize`: the first position, or `usize::MAX`.
    MemFind = "mem_find",
    // -- integers: each takes the bits as `u128` and a width in bits --
    /// `fn ctpop(x: u128) -> u32`
    Ctpop = "ctpop_u128",
    /// `fn ctlz(x: u128, width: u32) -> u32`
    Ctlz = "ctlz_u128",
    /// `fn cttz(x: u128, width: u32) -> u32`
    Cttz = "cttz_u128",
    // -- floats --
    /// `fn float_op(op: u32, a: f64, b: f64) -> f64`: see `FLOAT_OPS`.
    FloatOp = "float_op",
    /// `fn float_to_text(x: f64, single: bool, precision: i64, form: u32, out: *mut u8, cap: usize) -> usize`:
    /// digits as Rust prints them; `precision` -1 is the shortest that round-trips; form 0 `{}`, 1 `{:?}`, 2 `{:e}`, 3 `{:E}`.
    FloatToText = "float_to_text",
    /// `fn float_from_text(text: *const u8, len: usize, single: bool, out: *mut f64) -> bool`
    FloatFromText = "float_from_text",
    // -- unicode, answered from the machine's own tables (those of its `char`) --
    /// `fn char_class(c: u32, class: u32) -> bool`: 0 alphabetic, 1 numeric, 2 whitespace, 3 uppercase, 4 lowercase, 5 control, 6 grapheme extend (for Debug escapes), 7 printable.
    CharClass = "char_class",
    /// `fn char_case(c: u32, upper: bool, out: *mut u32) -> usize`: writes up to three characters, returns how many.
    CharCase = "char_case",
    // -- panics --
    /// `fn start_unwind(data: *mut u8, vtable: *const u8) -> !`: unwinds with a `Box<dyn Any + Send>` payload given as its two words.
    StartUnwind = "start_unwind",
    /// `fn catch_unwind_raw(f: fn(*mut u8), data: *mut u8, payload: *mut [usize; 2]) -> bool`: true when `f` unwound; the payload's words are then written.
    CatchUnwind = "catch_unwind_raw",
    /// `fn panic_count() -> usize`: how many panics are unwinding on this thread.
    PanicCount = "panic_count",
    /// `fn abort() -> !`: ends the run as SIGABRT would (exit code 134).
    Abort = "abort",
    /// `fn caller_location(out: *mut [usize; 4])`: pointer and length of the file name, line, column of the innermost frame of the program's own text.
    CallerLocation = "caller_location",
    // -- the world (answered by the host) --
    /// `fn host_print(stream: u32, text: *const u8, len: usize)`: 1 stdout, 2 stderr; lines are not buffered.
    Print = "host_print",
    /// `fn host_exit(code: i32) -> !`
    Exit = "host_exit",
    /// `fn host_now() -> u64`: nanoseconds of the virtual clock since the run began.
    Now = "host_now",
    /// `fn host_random() -> u64`: from the run's seed.
    Random = "host_random",
    /// `fn host_file(index: usize, part: u32, out: *mut u8, cap: usize) -> usize`: of the files that are there when the run begins, writes the name (part 0) or the contents (1) of one, at most `cap` bytes; its whole length, `usize::MAX` when there is none.
    File = "host_file",
    /// `fn thread_spawn(f: fn(*mut u8), data: *mut u8, name: *const u8, name_len: usize) -> u64`: the new thread's id; length 0 is no name.
    ThreadSpawn = "thread_spawn",
    /// `fn thread_current() -> u64`: 1 is the main thread.
    ThreadCurrent = "thread_current",
    /// `fn thread_sleep(nanos: u64)`
    ThreadSleep = "thread_sleep",
    /// `fn thread_yield()`
    ThreadYield = "thread_yield",
    /// `fn thread_wait_end(id: u64)`: blocks until that thread has ended.
    ThreadWaitEnd = "thread_wait_end",
    /// `fn thread_park(nanos: u64) `: takes the token or blocks until it is there or the time is over; `u64::MAX` is no limit.
    ThreadPark = "thread_park",
    /// `fn thread_unpark(id: u64)`
    ThreadUnpark = "thread_unpark",
    /// `fn futex_wait(at: *const u32, expected: u32, nanos: u64, reason: *const u8, reason_len: usize) -> bool`: false when the time was over. `reason` is for people ("lock").
    FutexWait = "futex_wait",
    /// `fn futex_wake(at: *const u32, count: u32) -> u32`: how many were woken.
    FutexWake = "futex_wake",
    // -- the network: results below 0 are errors of the operating system, negated --
    /// `fn net_bind(ip: u128, port: u32, datagrams: bool) -> i64`: a new socket that listens (or, for datagrams, is bound). An IPv4 address is the IPv6 one that stands for it.
    NetBind = "net_bind",
    /// `fn net_connect(socket: u64, ip: u128, port: u32) -> i64`: socket 0 makes a new stream and returns it; `u64::MAX` does so too, and if nobody is there its first use tells.
    NetConnect = "net_connect",
    /// `fn net_accept(socket: u64) -> i64`: the new stream.
    NetAccept = "net_accept",
    /// `fn net_read(socket: u64, buf: *mut u8, len: usize, peek: bool, from: *mut [u128; 2]) -> i64`: how many bytes; of a datagram the sender's address and port go to `from`, unless that is null.
    NetRead = "net_read",
    /// `fn net_write(socket: u64, buf: *const u8, len: usize, ip: u128, port: u32) -> i64`: how many bytes; port 0 is to the peer.
    NetWrite = "net_write",
    /// `fn net_shutdown(socket: u64, how: u32) -> i64`: 0 reading, 1 writing, 2 both.
    NetShutdown = "net_shutdown",
    /// `fn net_close(socket: u64)`
    NetClose = "net_close",
    /// `fn net_address(socket: u64, which: u32, out: *mut [u128; 2]) -> i64`: address and port, 0 its own, 1 the peer's.
    NetAddress = "net_address",
    /// `fn net_wait(socket: u64, write: bool, nanos: u64) -> bool`: blocks until it may be ready; false when the time was over. `u64::MAX` is no limit.
    NetWait = "net_wait",
    /// `fn net_poller() -> u64`: a new one.
    NetPoller = "net_poller",
    /// `fn net_watch(poller: u64, socket: u64) -> i64`: from now on the poller hears of the socket.
    NetWatch = "net_watch",
    /// `fn net_park(poller: u64, at: *const u32, expected: u32, nanos: u64, reason: *const u8, reason_len: usize)`: as `futex_wait`, but ends too when the poller hears of something.
    NetPark = "net_park",
    /// `fn net_event(poller: u64) -> u64`: the next socket that has changed, times 256, plus what it is ready for (1 read, 2 write, 4 reading closed, 8 writing closed, 32 error); 0 when there is none. What is woken up to the next call that says 0 is woken by the network.
    NetEvent = "net_event",
    // -- tasks: the scheduler core and the trace --
    /// `fn task_new(kind: u32, name: *const u8, len: usize) -> u64`: kind 0 is `block_on`, 1 spawned.
    TaskNew = "task_new",
    /// `fn task_wait_ready(task: u64)`: blocks the thread until the task is queued, and takes it from the queue.
    TaskWaitReady = "task_wait_ready",
    /// `fn task_poll_start(task: u64)`
    TaskPollStart = "task_poll_start",
    /// `fn task_poll_end(task: u64, ready: bool)`
    TaskPollEnd = "task_poll_end",
    /// `fn task_wake(task: u64)`: queues it unless it is queued or done.
    TaskWake = "task_wake",
    /// `fn task_waker_cloned(task: u64)`
    TaskWakerCloned = "task_waker_cloned",
    /// `fn task_waker_dropped(task: u64)`
    TaskWakerDropped = "task_waker_dropped",
    /// `fn task_dropped(task: u64, completed: bool)`
    TaskDropped = "task_dropped",
    /// `fn task_waits(kind: u32, which: u64, nanos: u64, reason: *const u8, len: usize)`: what the innermost future
    /// that is being polled waits for. Kind 0: in words. 1: timer `which`, which is due in so many nanoseconds. 2:
    /// the end of task `which`. 3: socket `which / 2`, for reading, or for writing if `which` is odd.
    TaskWaits = "task_waits",
    /// `fn task_wakes_for(timer: u64)`: from now on this thread wakes because of that timer; 0: of its own accord.
    TaskWakesFor = "task_wakes_for",
    /// `fn waker_used(how: u32, at: *const Waker, data: *const (), table: *const RawWakerVTable)`: 0 to wake and consume it, 1 to wake by reference, 2 to clone, 3 to drop.
    WakerUsed = "waker_used",
}

/// The operations of `float_op`, by their number.
pub const FLOAT_OPS: &[&str] = &[
    "sqrt",
    "floor",
    "ceil",
    "round",
    "trunc",
    "abs",
    "powf",
    "exp",
    "ln",
    "log10",
    "log2",
    "sin",
    "cos",
    "tan",
    "asin",
    "acos",
    "atan",
    "atan2",
    "sinh",
    "cosh",
    "tanh",
    "hypot",
    "cbrt",
    "exp2",
    "exp_m1",
    "ln_1p",
    "round_ties_even",
    "mul_add_unfused",
    "rem",
    "copysign",
    "min",
    "max",
];
