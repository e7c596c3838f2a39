//! The work: in Rust for the machine, for wasmi and for rustc, and in Rune's own syntax.

#[path = "../kernels/counting.rs"]
mod counting;
#[path = "../kernels/dynamic.rs"]
mod dynamic;
#[path = "../kernels/fib.rs"]
mod fib;
#[path = "../kernels/futures.rs"]
mod futures;
#[path = "../kernels/iterators.rs"]
mod iterators;
#[path = "../kernels/sieve.rs"]
mod sieve;
#[path = "../kernels/sorting.rs"]
mod sorting;
#[path = "../kernels/strings.rs"]
mod strings;

/// A piece of work in all its forms.
pub struct Kernel {
    pub name: &'static str,
    /// What it does, for the table.
    pub about: &'static str,
    /// Compiled by rustc with this program.
    pub native: fn() -> u64,
    pub rune: &'static str,
}

macro_rules! kernels {
    ($($name:ident: $about:literal,)*) => {
        pub const ALL: &[Kernel] = &[$(Kernel {
            name: stringify!($name),
            about: $about,
            native: $name::kernel,
            rune: include_str!(concat!("../kernels/", stringify!($name), ".rn")),
        },)*];
    };
}

kernels! {
    fib: "recursive fib(27)",
    sieve: "sieve to 400,000",
    sorting: "quicksort of 40,000",
    strings: "200 texts of 100 items",
    counting: "HashMap, 50,000 counts",
    iterators: "iterator chains, 100,000",
    dynamic: "dyn calls, 200,000",
    futures: "100,000 awaits",
}
