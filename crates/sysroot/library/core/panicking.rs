//! How a panic begins: message and hook, then unwinding with a payload.

use crate::any::Any;
use crate::boxed::Box;
use crate::panic::{Location, PanicHookInfo};
use crate::{fmt, intrinsics};

/// Where the machine's own panics begin: overflow, bounds, division by zero and so on.
pub fn panic_entry(message: *const u8, len: usize) -> ! {
    let text: &'static str = unsafe { &*intrinsics::str_from_raw(message, len) };
    // Real messages with numbers in them are formatted, so their payload is a `String`.
    if text.starts_with("index out of bounds") {
        start(text, Box::new(String::from(text)))
    } else {
        start(text, Box::new(text))
    }
}

#[lang = "panic"]
pub fn panic(expr: &'static str) -> ! {
    start(expr, Box::new(expr))
}

#[lang = "panic_display"]
pub fn panic_display<T: fmt::Display + ?Sized>(x: &T) -> ! {
    panic_fmt(format_args!("{}", x))
}

#[lang = "panic_fmt"]
pub fn panic_fmt(args: fmt::Arguments<'_>) -> ! {
    match args.as_str() {
        Some(text) => start(text, Box::new(text)),
        None => {
            let message = fmt::format(args);
            start(&message, Box::new(message.clone()))
        }
    }
}

/// A message whose arguments are all literals, unless there are more than the `literals` written: captured names.
pub fn panic_literals(args: fmt::Arguments<'_>, literals: usize) -> ! {
    let message = fmt::format(args);
    if args.count() > literals {
        start(&message, Box::new(message.clone()))
    }
    let text: &'static str = message.leak();
    start(text, Box::new(text))
}

/// `std::panic::panic_any` and `resume_unwind` end here too; only the first of them calls the hook.
pub fn start(message: &str, payload: Box<dyn Any + Send>) -> ! {
    crate::panic::call_hook(&PanicHookInfo::new(&*payload, message, Location::caller()));
    unwind(payload)
}

pub fn unwind(payload: Box<dyn Any + Send>) -> ! {
    let words: [usize; 2] = intrinsics::transmute(payload);
    intrinsics::start_unwind(words[0] as *mut u8, words[1] as *const u8)
}

pub fn assert_failed<T: fmt::Debug + ?Sized, U: fmt::Debug + ?Sized>(
    op: &str,
    left: &T,
    right: &U,
    args: Option<fmt::Arguments<'_>>,
) -> ! {
    // By way of `dyn`, so that the formatting is compiled once.
    failed(op, &left, &right, args)
}
fn failed(op: &str, left: &dyn fmt::Debug, right: &dyn fmt::Debug, args: Option<fmt::Arguments<'_>>) -> ! {
    match args {
        Some(args) => panic_fmt(format_args!(
            "assertion `left {op} right` failed: {args}\n  left: {left:?}\n right: {right:?}"
        )),
        None => panic_fmt(format_args!(
            "assertion `left {op} right` failed\n  left: {left:?}\n right: {right:?}"
        )),
    }
}
