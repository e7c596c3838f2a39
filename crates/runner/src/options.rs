//! What a run may use, and its seed.

/// Budgets, seed and surroundings of a run.
#[derive(Clone, Debug)]
pub struct Options {
    /// 0: ready threads take turns in order, all of the same length. Any other: threads and the lengths of their
    /// turns by chance, the same for the same seed. Also the seed of the program's random numbers.
    pub seed: u64,
    /// Instructions.
    pub fuel: u64,
    /// Memory, stacks and threads.
    pub limits: vm::Limits,
    /// Bytes printed.
    pub output: u64,
    pub events: trace::Limits,
    /// What is in the program's folder when it begins: names, perhaps of several parts, and contents.
    pub files: Vec<(String, Vec<u8>)>,
}

impl Default for Options {
    fn default() -> Self {
        Options {
            seed: 0,
            fuel: 2_000_000_000,
            limits: vm::Limits::default(),
            output: 4 << 20,
            events: trace::Limits::default(),
            files: Vec::new(),
        }
    }
}
