//! The macros of the standard library. Those that rustc expands itself are declared, the rest is written out.

#[rustc_builtin_macro]
#[macro_export]
macro_rules! format_args {
    ($fmt:expr) => {{}};
    ($fmt:expr, $($args:tt)*) => {{}};
}
#[rustc_builtin_macro]
#[macro_export]
macro_rules! format_args_nl {
    ($fmt:expr) => {{}};
    ($fmt:expr, $($args:tt)*) => {{}};
}
#[rustc_builtin_macro]
#[macro_export]
macro_rules! const_format_args {
    ($fmt:expr) => {{}};
    ($fmt:expr, $($args:tt)*) => {{}};
}
#[rustc_builtin_macro]
#[macro_export]
macro_rules! concat {
    ($($e:expr),* $(,)?) => {{}};
}
// The builtin ones of rust-analyzer know no places; the machine does.
#[macro_export]
macro_rules! file {
    () => { $crate::panic::Location::caller().file() };
}
#[macro_export]
macro_rules! line {
    () => { $crate::panic::Location::caller().line() };
}
#[macro_export]
macro_rules! column {
    () => { $crate::panic::Location::caller().column() };
}
#[macro_export]
macro_rules! module_path {
    () => { $crate::intrinsics::module_path() };
}
#[rustc_builtin_macro]
#[macro_export]
macro_rules! cfg {
    ($($t:tt)*) => {{}};
}
#[rustc_builtin_macro]
#[macro_export]
macro_rules! env {
    ($name:expr $(,)?) => {{}};
}
#[rustc_builtin_macro]
#[macro_export]
macro_rules! option_env {
    ($name:expr $(,)?) => {{}};
}
#[rustc_builtin_macro]
#[macro_export]
macro_rules! include_str {
    ($file:expr $(,)?) => {{}};
}
#[rustc_builtin_macro]
#[macro_export]
macro_rules! include_bytes {
    ($file:expr $(,)?) => {{}};
}
#[rustc_builtin_macro]
#[macro_export]
macro_rules! compile_error {
    ($msg:expr $(,)?) => {{}};
}

#[macro_export]
macro_rules! print {
    ($($arg:tt)*) => { $crate::io::_print($crate::format_args!($($arg)*)) };
}
#[macro_export]
macro_rules! println {
    () => { $crate::print!("\n") };
    // rust-analyzer's `format_args_nl` drops the line break after a raw string and after `concat!`.
    ($($arg:tt)*) => { $crate::io::_println($crate::format_args!($($arg)*)) };
}
#[macro_export]
macro_rules! eprint {
    ($($arg:tt)*) => { $crate::io::_eprint($crate::format_args!($($arg)*)) };
}
#[macro_export]
macro_rules! eprintln {
    () => { $crate::eprint!("\n") };
    ($($arg:tt)*) => { $crate::io::_eprintln($crate::format_args!($($arg)*)) };
}
#[macro_export]
macro_rules! format {
    ($($arg:tt)*) => { $crate::fmt::format($crate::format_args!($($arg)*)) };
}
#[macro_export]
macro_rules! write {
    ($dst:expr, $($arg:tt)*) => { $dst.write_fmt($crate::format_args!($($arg)*)) };
}
#[macro_export]
macro_rules! writeln {
    ($dst:expr $(,)?) => { $crate::write!($dst, "\n") };
    // See `println`.
    ($dst:expr, $($arg:tt)*) => { $dst.write_fmt($crate::format_args!("{}\n", $crate::format_args!($($arg)*))) };
}
#[macro_export]
macro_rules! vec {
    () => { $crate::vec::Vec::new() };
    ($elem:expr; $n:expr) => { $crate::vec::from_elem($elem, $n) };
    ($($x:expr),+ $(,)?) => { $crate::vec::from_array([$($x),+]) };
}
#[macro_export]
macro_rules! panic {
    () => { $crate::panicking::panic("explicit panic") };
    // rustc writes literal arguments into the text, so that the payload is a `&'static str`.
    ($fmt:literal, $($arg:literal),+ $(,)?) => {
        $crate::panicking::panic_literals($crate::format_args!($fmt, $($arg),+), [$($crate::stringify!($arg)),+].len())
    };
    ($($arg:tt)+) => { $crate::panicking::panic_fmt($crate::format_args!($($arg)+)) };
}
#[macro_export]
macro_rules! assert {
    ($cond:expr $(,)?) => {
        if !$cond { $crate::panicking::panic($crate::concat!("assertion failed: ", $crate::stringify!($cond))) }
    };
    ($cond:expr, $($arg:tt)+) => {
        if !$cond { $crate::panicking::panic_fmt($crate::format_args!($($arg)+)) }
    };
}
#[macro_export]
macro_rules! assert_eq {
    ($left:expr, $right:expr $(,)?) => {
        match (&$left, &$right) {
            (left_val, right_val) => {
                if !(*left_val == *right_val) {
                    $crate::panicking::assert_failed("==", &*left_val, &*right_val, $crate::option::Option::None)
                }
            }
        }
    };
    ($left:expr, $right:expr, $($arg:tt)+) => {
        match (&$left, &$right) {
            (left_val, right_val) => {
                if !(*left_val == *right_val) {
                    $crate::panicking::assert_failed(
                        "==", &*left_val, &*right_val, $crate::option::Option::Some($crate::format_args!($($arg)+)),
                    )
                }
            }
        }
    };
}
#[macro_export]
macro_rules! assert_ne {
    ($left:expr, $right:expr $(,)?) => {
        match (&$left, &$right) {
            (left_val, right_val) => {
                if *left_val == *right_val {
                    $crate::panicking::assert_failed("!=", &*left_val, &*right_val, $crate::option::Option::None)
                }
            }
        }
    };
    ($left:expr, $right:expr, $($arg:tt)+) => {
        match (&$left, &$right) {
            (left_val, right_val) => {
                if *left_val == *right_val {
                    $crate::panicking::assert_failed(
                        "!=", &*left_val, &*right_val, $crate::option::Option::Some($crate::format_args!($($arg)+)),
                    )
                }
            }
        }
    };
}
#[macro_export]
macro_rules! debug_assert { ($($arg:tt)*) => { $crate::assert!($($arg)*) }; }
#[macro_export]
macro_rules! debug_assert_eq { ($($arg:tt)*) => { $crate::assert_eq!($($arg)*) }; }
#[macro_export]
macro_rules! debug_assert_ne { ($($arg:tt)*) => { $crate::assert_ne!($($arg)*) }; }
#[macro_export]
macro_rules! matches {
    ($expression:expr, $pattern:pat $(if $guard:expr)? $(,)?) => {
        match $expression { $pattern $(if $guard)? => true, _ => false }
    };
}
#[macro_export]
macro_rules! todo {
    () => { $crate::panicking::panic("not yet implemented") };
    ($($arg:tt)+) => {
        $crate::panicking::panic_fmt($crate::format_args!("not yet implemented: {}", $crate::format_args!($($arg)+)))
    };
}
#[macro_export]
macro_rules! unimplemented {
    () => { $crate::panicking::panic("not implemented") };
    ($($arg:tt)+) => {
        $crate::panicking::panic_fmt($crate::format_args!("not implemented: {}", $crate::format_args!($($arg)+)))
    };
}
#[macro_export]
macro_rules! unreachable {
    () => { $crate::panicking::panic("internal error: entered unreachable code") };
    ($($arg:tt)+) => {
        $crate::panicking::panic_fmt(
            $crate::format_args!("internal error: entered unreachable code: {}", $crate::format_args!($($arg)+)),
        )
    };
}
#[macro_export]
macro_rules! dbg {
    () => { $crate::eprintln!("[{}:{}:{}]", $crate::file!(), $crate::line!(), $crate::column!()) };
    ($val:expr $(,)?) => {
        match $val {
            tmp => {
                $crate::eprintln!(
                    "[{}:{}:{}] {} = {:#?}",
                    $crate::file!(), $crate::line!(), $crate::column!(), $crate::stringify!($val), &tmp
                );
                tmp
            }
        }
    };
    ($($val:expr),+ $(,)?) => { ($($crate::dbg!($val)),+,) };
}
#[macro_export]
macro_rules! thread_local {
    () => {};
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty = const $init:block; $($rest:tt)*) => {
        $crate::thread_local!(@one $(#[$attr])* $vis $name, $t, $init);
        $crate::thread_local!($($rest)*);
    };
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty = const $init:block) => {
        $crate::thread_local!(@one $(#[$attr])* $vis $name, $t, $init);
    };
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty = $init:expr; $($rest:tt)*) => {
        $crate::thread_local!(@one $(#[$attr])* $vis $name, $t, $init);
        $crate::thread_local!($($rest)*);
    };
    ($(#[$attr:meta])* $vis:vis static $name:ident: $t:ty = $init:expr) => {
        $crate::thread_local!(@one $(#[$attr])* $vis $name, $t, $init);
    };
    (@one $(#[$attr:meta])* $vis:vis $name:ident, $t:ty, $init:expr) => {
        $(#[$attr])*
        $vis const $name: $crate::thread::LocalKey<$t> = {
            // The address of this static, which is never read, is the key of the per-thread table.
            static KEY: u8 = 0;
            fn init() -> $t { $init }
            $crate::thread::LocalKey::new(&KEY, init)
        };
    };
}
