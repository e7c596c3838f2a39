//! Items made by a macro from fragments, with derives; generic arrays; numbers at the end of their range.

macro_rules! record {
    ($name:ident { $($field:ident: $ty:ty),* }) => {
        #[derive(Debug, Clone, PartialEq, Default)]
        struct $name {
            $($field: $ty),*
        }
        impl $name {
            const FIELDS: &'static [&'static str] = &[$(stringify!($field)),*];
        }
    };
}

record!(Server { port: u16, hosts: Vec<String> });

#[derive(Debug, Clone, PartialEq)]
struct Ring<T, const N: usize> {
    slots: [T; N],
}

impl<T: Default, const N: usize> Ring<T, N> {
    const BYTES: usize = N * size_of::<T>();

    fn new() -> Ring<T, N> {
        Ring {
            slots: std::array::from_fn(|_| T::default()),
        }
    }
}

fn main() {
    let server = Server {
        port: 80,
        hosts: vec!["a".to_owned()],
    };
    println!(
        "{server:?} {:?} {}",
        Server::FIELDS,
        server == server.clone()
    );
    println!("{:?}", Server::default());
    let ring: Ring<String, 2> = Ring::new();
    println!(
        "{:?} {} {}",
        ring.clone(),
        ring == ring,
        Ring::<u16, 4>::BYTES
    );
    println!(
        "{} {} {}",
        -128i8,
        i64::MIN == -9_223_372_036_854_775_808,
        (3 > 2).then_some("yes").unwrap_or("no")
    );
}
