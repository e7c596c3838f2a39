//! What the library cannot say in Rust. The first part is answered by code generation, which knows the
//! types; the second by the machine and the world around it, which know only scalars and addresses.

macro_rules! intrinsics {
    ($($(#[$attr:meta])* fn $name:ident $(<$($p:ident $(: ?$sized:ident)?),*>)? ($($a:ident: $t:ty),*) $(-> $r:ty)?;)*) => { $(
        $(#[$attr])*
        #[rustc_intrinsic]
        pub fn $name $(<$($p $(: ?$sized)?),*>)? ($($a: $t),*) $(-> $r)?;
    )* };
}

intrinsics! {
    // -- places in the source: a literal when the caller's body is lowered --
    fn module_path() -> &'static str;
    // -- types and values --
    fn size_of<T>() -> usize;
    fn align_of<T>() -> usize;
    fn size_of_val<T: ?Sized>(value: *const T) -> usize;
    fn align_of_val<T: ?Sized>(value: *const T) -> usize;
    fn needs_drop<T: ?Sized>() -> bool;
    fn type_name<T: ?Sized>() -> &'static str;
    fn type_id<T: ?Sized>() -> u128;
    fn transmute<A, B>(value: A) -> B;
    fn discriminant_value<T>(value: &T) -> i64;
    fn uninit<T>() -> T;
    fn zeroed<T>() -> T;
    fn forget<T>(value: T);
    fn black_box<T>(value: T) -> T;
    fn unreachable() -> !;
    // -- memory --
    fn raw_read<T>(from: *const T) -> T;
    fn raw_write<T>(to: *mut T, value: T);
    fn drop_in_place<T: ?Sized>(value: *mut T);
    fn copy<T>(from: *const T, to: *mut T, count: usize);
    fn copy_nonoverlapping<T>(from: *const T, to: *mut T, count: usize);
    fn write_bytes<T>(to: *mut T, byte: u8, count: usize);
    fn ptr_offset<T>(at: *const T, count: isize) -> *const T;
    fn ptr_offset_mut<T>(at: *mut T, count: isize) -> *mut T;
    fn slice_from_raw<T>(data: *const T, len: usize) -> *const [T];
    fn slice_from_raw_mut<T>(data: *mut T, len: usize) -> *mut [T];
    fn slice_ptr_len<T>(slice: *const [T]) -> usize;
    fn str_from_raw(data: *const u8, len: usize) -> *const str;
    // -- integers --
    fn wrapping_add<T>(a: T, b: T) -> T;
    fn wrapping_sub<T>(a: T, b: T) -> T;
    fn wrapping_mul<T>(a: T, b: T) -> T;
    fn wrapping_shl<T>(a: T, bits: u32) -> T;
    fn wrapping_shr<T>(a: T, bits: u32) -> T;
    fn add_with_overflow<T>(a: T, b: T) -> (T, bool);
    fn sub_with_overflow<T>(a: T, b: T) -> (T, bool);
    fn mul_with_overflow<T>(a: T, b: T) -> (T, bool);
    fn int_to_u128<T>(value: T) -> u128;
    // -- atomics: sequentially consistent whatever the ordering asked for, which is always allowed --
    fn atomic_load<T>(at: *const T) -> T;
    fn atomic_store<T>(at: *mut T, value: T);
    fn atomic_swap<T>(at: *mut T, value: T) -> T;
    fn atomic_compare_exchange<T>(at: *mut T, old: T, new: T) -> (T, bool);
    fn atomic_add<T>(at: *mut T, value: T) -> T;
    fn atomic_sub<T>(at: *mut T, value: T) -> T;
    fn atomic_and<T>(at: *mut T, value: T) -> T;
    fn atomic_or<T>(at: *mut T, value: T) -> T;
    fn atomic_xor<T>(at: *mut T, value: T) -> T;
    fn atomic_nand<T>(at: *mut T, value: T) -> T;
    fn atomic_max<T>(at: *mut T, value: T) -> T;
    fn atomic_min<T>(at: *mut T, value: T) -> T;
}

/// Calls the closure in a box by value and frees the box, whatever its (perhaps unsized) type.
#[rustc_intrinsic]
pub fn call_once_boxed<F: ?Sized + FnOnce<A>, A: crate::marker::Tuple>(f: crate::boxed::Box<F>, args: A) -> F::Output;

intrinsics! {
    // -- memory --
    fn heap_alloc(size: usize, align: usize) -> *mut u8;
    fn heap_dealloc(ptr: *mut u8, size: usize, align: usize);
    fn heap_realloc(ptr: *mut u8, old: usize, align: usize, new: usize) -> *mut u8;
    fn mem_copy(dst: *mut u8, src: *const u8, bytes: usize);
    fn mem_set(dst: *mut u8, byte: u8, bytes: usize);
    fn mem_compare(a: *const u8, b: *const u8, bytes: usize) -> i32;
    fn mem_find(hay: *const u8, hay_len: usize, needle: *const u8, needle_len: usize) -> usize;
    // -- numbers and characters --
    fn ctpop_u128(x: u128) -> u32;
    fn ctlz_u128(x: u128, width: u32) -> u32;
    fn cttz_u128(x: u128, width: u32) -> u32;
    fn float_op(op: u32, a: f64, b: f64) -> f64;
    fn float_to_text(x: f64, single: bool, precision: i64, form: u32, out: *mut u8, cap: usize) -> usize;
    fn float_from_text(text: *const u8, len: usize, single: bool, out: *mut f64) -> bool;
    fn char_class(c: u32, class: u32) -> bool;
    fn char_case(c: u32, upper: bool, out: *mut u32) -> usize;
    // -- panics --
    fn start_unwind(data: *mut u8, vtable: *const u8) -> !;
    fn catch_unwind_raw(f: fn(*mut u8), data: *mut u8, payload: *mut [usize; 2]) -> bool;
    fn panic_count() -> usize;
    fn abort() -> !;
    fn caller_location(out: *mut [usize; 4]);
    // -- the world --
    fn host_print(stream: u32, text: *const u8, len: usize);
    fn host_exit(code: i32) -> !;
    fn host_now() -> u64;
    fn host_random() -> u64;
    fn host_file(index: usize, part: u32, out: *mut u8, cap: usize) -> usize;
    fn thread_spawn(f: fn(*mut u8), data: *mut u8, name: *const u8, name_len: usize) -> u64;
    fn thread_current() -> u64;
    fn thread_sleep(nanos: u64);
    fn thread_yield();
    fn thread_wait_end(id: u64);
    fn thread_park(nanos: u64);
    fn thread_unpark(id: u64);
    fn futex_wait(at: *const u32, expected: u32, nanos: u64, reason: *const u8, reason_len: usize) -> bool;
    fn futex_wake(at: *const u32, count: u32) -> u32;
    // -- the network --
    fn net_bind(ip: u128, port: u32, datagrams: bool) -> i64;
    fn net_connect(socket: u64, ip: u128, port: u32) -> i64;
    fn net_accept(socket: u64) -> i64;
    fn net_read(socket: u64, buf: *mut u8, len: usize, peek: bool, from: *mut [u128; 2]) -> i64;
    fn net_write(socket: u64, buf: *const u8, len: usize, ip: u128, port: u32) -> i64;
    fn net_shutdown(socket: u64, how: u32) -> i64;
    fn net_close(socket: u64);
    fn net_address(socket: u64, which: u32, out: *mut [u128; 2]) -> i64;
    fn net_wait(socket: u64, write: bool, nanos: u64) -> bool;
    fn net_poller() -> u64;
    fn net_watch(poller: u64, socket: u64) -> i64;
    fn net_park(poller: u64, at: *const u32, expected: u32, nanos: u64, reason: *const u8, reason_len: usize);
    fn net_event(poller: u64) -> u64;
    // -- tasks --
    fn task_new(kind: u32, name: *const u8, len: usize) -> u64;
    fn task_wait_ready(task: u64);
    fn task_poll_start(task: u64);
    fn task_poll_end(task: u64, ready: bool);
    fn task_wake(task: u64);
    fn task_waker_cloned(task: u64);
    fn task_waker_dropped(task: u64);
    fn task_dropped(task: u64, completed: bool);
    fn task_waits(kind: u32, which: u64, nanos: u64, reason: *const u8, len: usize);
    fn task_wakes_for(timer: u64);
    fn waker_used(how: u32, at: *const crate::task::Waker, data: *const (), table: *const crate::task::RawWakerVTable);
}
