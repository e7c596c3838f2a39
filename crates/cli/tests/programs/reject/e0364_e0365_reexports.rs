//! `pub use` of what is not public enough.

mod a {
    fn private() {}
    pub(crate) fn in_crate() {}
    pub use self::private as public;

    pub fn call() {
        private();
    }
}
pub use a::in_crate as everywhere;
pub(crate) use a::in_crate as inside;

mod b {
    pub use self::deep as shallow;
    mod deep {
        pub fn f() {}
    }
    struct Hidden {
        pub n: i32,
    }
    pub use self::Hidden as Shown;
}

fn main() {
    a::call();
    inside();
    b::shallow::f();
}
