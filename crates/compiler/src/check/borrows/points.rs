//! The points of a body: one before each statement and each terminator.

use super::super::moves::successors;
use crate::mir::*;

pub struct Points {
    /// The first point of each block.
    starts: Vec<usize>,
    /// Of each point, the block.
    blocks: Vec<BlockId>,
    predecessors: Vec<Vec<usize>>,
    successors: Vec<Vec<usize>>,
    reachable: Vec<bool>,
}

impl Points {
    pub fn new(mir: &Mir) -> Points {
        let mut starts = Vec::with_capacity(mir.blocks.len());
        let mut blocks = Vec::new();
        for (index, block) in mir.blocks.iter().enumerate() {
            starts.push(blocks.len());
            blocks.extend((0..=block.statements.len()).map(|_| BlockId(index as u32)));
        }
        let mut points = Points {
            predecessors: vec![Vec::new(); blocks.len()],
            successors: vec![Vec::new(); blocks.len()],
            reachable: vec![false; blocks.len()],
            starts,
            blocks,
        };
        for (index, block) in mir.blocks.iter().enumerate() {
            let start = points.starts[index];
            for offset in 0..block.statements.len() {
                points.edge(start + offset, start + offset + 1);
            }
            let last = start + block.statements.len();
            for next in successors(&block.terminator) {
                points.edge(last, points.starts[next.0 as usize]);
            }
        }
        let mut work = vec![points.starts[START.0 as usize]];
        while let Some(point) = work.pop() {
            if !std::mem::replace(&mut points.reachable[point], true) {
                work.extend(&points.successors[point]);
            }
        }
        points
    }
    fn edge(&mut self, from: usize, to: usize) {
        self.successors[from].push(to);
        self.predecessors[to].push(from);
    }
    pub fn len(&self) -> usize {
        self.blocks.len()
    }
    pub fn of(&self, block: BlockId, statement: usize) -> usize {
        self.starts[block.0 as usize] + statement
    }
    pub fn successors(&self, point: usize) -> &[usize] {
        &self.successors[point]
    }
    pub fn predecessors(&self, point: usize) -> &[usize] {
        &self.predecessors[point]
    }
    pub fn is_reachable(&self, point: usize) -> bool {
        self.reachable[point]
    }
    /// The statement at a point; `None` for a terminator.
    pub fn statement<'m>(&self, mir: &'m Mir, point: usize) -> Option<&'m Statement> {
        let block = self.blocks[point];
        mir.block(block)
            .statements
            .get(point - self.starts[block.0 as usize])
    }
    pub fn terminator<'m>(&self, mir: &'m Mir, point: usize) -> &'m Terminator {
        &mir.block(self.blocks[point]).terminator
    }
}
