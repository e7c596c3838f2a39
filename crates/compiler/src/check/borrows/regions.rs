//! Region variables, what is asked of them, and their smallest solution.

use std::collections::VecDeque;

use analysis::thir::Span;

use super::universal::Universal;

/// A region variable; 0 is `'static`, then come the other universal ones.
pub type Vid = u32;
pub const STATIC: Vid = 0;

/// Why one region must outlive another, for messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Category {
    Return,
    /// Hidden behind a returned `impl Trait`.
    Opaque,
    CallArgument,
    Assignment,
    ClosureUpvar,
    Other,
}

/// `sup: sub`, everywhere.
#[derive(Clone, Copy, Debug)]
pub struct Constraint {
    pub sup: Vid,
    pub sub: Vid,
    pub category: Category,
    pub span: Option<Span>,
}

#[derive(Default)]
pub struct Regions {
    count: Vid,
    pub constraints: Vec<Constraint>,
    /// Points where a region must hold because a local of such a type is live.
    live: Vec<(Vid, usize)>,
}

/// The solved regions: of each the points and the universal regions in it.
pub struct Solution {
    words: usize,
    points: usize,
    bits: Vec<u64>,
    constraints: Vec<Constraint>,
    /// By `sup`, the indexes of its constraints.
    by_sup: Vec<Vec<u32>>,
}

impl Regions {
    pub fn fresh(&mut self) -> Vid {
        self.count += 1;
        self.count - 1
    }
    pub fn outlives(&mut self, sup: Vid, sub: Vid, category: Category, span: Option<Span>) {
        if sup != sub && sup != STATIC {
            self.constraints.push(Constraint {
                sup,
                sub,
                category,
                span,
            });
        }
    }
    pub fn live_at(&mut self, region: Vid, point: usize) {
        self.live.push((region, point));
    }
    pub fn solve(&self, points: usize, universal: &Universal) -> Solution {
        let count = self.count as usize;
        let words = (points + universal.count as usize).div_ceil(64);
        let mut solved = Solution {
            words,
            points,
            bits: vec![0; words * count],
            constraints: self.constraints.clone(),
            by_sup: vec![Vec::new(); count],
        };
        let mut by_sub = vec![Vec::new(); count];
        for (index, it) in self.constraints.iter().enumerate() {
            by_sub[it.sub as usize].push(it.sup);
            solved.by_sup[it.sup as usize].push(index as u32);
        }
        for region in 0..universal.count {
            for point in 0..points {
                solved.set(region, point);
            }
            solved.set(region, points + region as usize);
        }
        for &(region, point) in &self.live {
            solved.set(region, point);
        }
        let mut queued = vec![true; count];
        let mut work: VecDeque<Vid> = (0..self.count).collect();
        while let Some(sub) = work.pop_front() {
            queued[sub as usize] = false;
            for &sup in &by_sub[sub as usize] {
                if solved.join(sup, sub) && !std::mem::replace(&mut queued[sup as usize], true) {
                    work.push_back(sup);
                }
            }
        }
        solved
    }
}

impl Solution {
    fn set(&mut self, region: Vid, bit: usize) {
        self.bits[region as usize * self.words + bit / 64] |= 1 << (bit % 64);
    }
    fn get(&self, region: Vid, bit: usize) -> bool {
        self.bits[region as usize * self.words + bit / 64] & (1 << (bit % 64)) != 0
    }
    fn join(&mut self, into: Vid, from: Vid) -> bool {
        let (into, from) = (into as usize * self.words, from as usize * self.words);
        let mut changed = false;
        for word in 0..self.words {
            let more = self.bits[from + word];
            let old = &mut self.bits[into + word];
            changed |= more & !*old != 0;
            *old |= more;
        }
        changed
    }
    /// Must the region still hold at the point?
    pub fn holds(&self, region: Vid, point: usize) -> bool {
        self.get(region, point)
    }
    /// Must the region outlive the universal one?
    pub fn outlives(&self, region: Vid, universal: Vid) -> bool {
        self.get(region, self.points + universal as usize)
    }
    /// The shortest chain of constraints by which `from` must outlive a region that satisfies `goal`.
    pub fn path(&self, from: Vid, goal: &dyn Fn(Vid) -> bool) -> Option<Vec<Constraint>> {
        let mut came: Vec<Option<u32>> = vec![None; self.by_sup.len()];
        let mut work = VecDeque::from([from]);
        while let Some(region) = work.pop_front() {
            if goal(region) {
                let mut path = Vec::new();
                let mut at = region;
                while at != from
                    && let Some(index) = came[at as usize]
                {
                    let it = self.constraints[index as usize];
                    path.push(it);
                    at = it.sup;
                }
                path.reverse();
                return Some(path);
            }
            for &index in &self.by_sup[region as usize] {
                let next = self.constraints[index as usize].sub;
                if next != from && came[next as usize].is_none() {
                    came[next as usize] = Some(index);
                    work.push_back(next);
                }
            }
        }
        None
    }
}
