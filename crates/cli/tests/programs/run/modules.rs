//! Modules, visibility, use, constants, statics and nested functions.

mod shapes {
    pub const SIDES: u32 = 4;

    #[derive(Debug)]
    pub struct Square {
        pub side: u32,
        name: String,
    }

    impl Square {
        pub fn new(side: u32) -> Self {
            Square { side, name: inner::name(side) }
        }

        pub fn name(&self) -> &str {
            &self.name
        }
    }

    pub mod inner {
        use super::SIDES;

        pub fn name(side: u32) -> String {
            format!("{SIDES} sides of {side}")
        }

        pub(crate) fn area(square: &super::Square) -> u32 {
            square.side.pow(2)
        }
    }
}

use shapes::inner::{self, area as surface};
use shapes::{SIDES, Square};

static GREETING: &str = "hello";
const TABLE: [u32; 3] = [1, 1 << 4, SIDES * 100];

fn main() {
    fn twice(n: u32) -> u32 {
        const FACTOR: u32 = 2;
        n * FACTOR
    }

    let square = Square::new(twice(3));
    println!("{} {}", square.name(), surface(&square));
    println!("{square:?} {}", inner::name(1));
    println!("{GREETING} {TABLE:?} {}", TABLE[2] / crate::SIDES);
    use std::collections::VecDeque;
    let mut queue = VecDeque::new();
    queue.push_back(1);
    queue.push_front(0);
    println!("{:?} {:?}", queue.pop_back(), queue.len());
}
