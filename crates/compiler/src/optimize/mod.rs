//! Makes the finished bytecode faster: small functions of the library become part of their callers, values are read
//! where they come from, and what nobody reads is not computed.
//!
//! What a visitor can see stays as it is. Their own functions remain functions (a turn may end at each call of one, a
//! backtrace shows them, a panic is placed in them), their named locals are written as they are in the source, and a
//! future keeps its layout. In reading order: `inline`, `flow` (blocks and renumbering), `forward` (reads and
//! constants within a block), `sweep` (dead writes).

mod flow;
mod forward;
mod inline;
mod sweep;
#[cfg(test)]
mod tests;

use bytecode::{FuncId, Function, Op, function_at};

/// Functions larger than this stay as they are: what is gained there is not worth the time.
const MOST_OPS: usize = 4_000;
const MOST_BYTES: u32 = 8_192;

/// Optimises all functions, callees before their callers, and empties those that nothing refers to any more: neither
/// from `roots` on nor in the data.
pub fn optimize(functions: &mut [Function], roots: &[FuncId], data: &[u8]) {
    let result_sizes: Vec<u32> = functions.iter().map(|function| function.ret_size).collect();
    for index in callees_first(functions) {
        let mut function = std::mem::take(&mut functions[index]);
        if function.ops.len() <= MOST_OPS && function.frame_size <= MOST_BYTES {
            if function.coroutine.is_none() {
                inline::calls(&mut function, functions);
            }
            simplify(&mut function, &result_sizes);
        }
        functions[index] = function;
    }
    forget_unreferenced(functions, roots, data);
}

fn forget_unreferenced(functions: &mut [Function], roots: &[FuncId], data: &[u8]) {
    let words = data.chunks_exact(8).map(|word| {
        let word = word.try_into().map_or(0, u64::from_le_bytes);
        function_at(word)
    });
    let mut work: Vec<FuncId> = roots.iter().copied().chain(words.flatten()).collect();
    let mut referenced = vec![false; functions.len()];
    while let Some(id) = work.pop() {
        let Some(function) = functions.get(id as usize) else {
            continue;
        };
        if std::mem::replace(&mut referenced[id as usize], true) {
            continue;
        }
        work.extend(function.ops.iter().filter_map(|op| match op {
            Op::Call { func, .. } | Op::FuncAddr { func, .. } | Op::DropFuture { func, .. } => {
                Some(*func)
            }
            _ => None,
        }));
    }
    for (function, referenced) in functions.iter_mut().zip(referenced) {
        if !referenced && !function.own {
            *function = Function {
                ops: vec![Op::Unreachable],
                ..Function::default()
            };
        }
    }
}

fn simplify(function: &mut Function, result_sizes: &[u32]) {
    // Twice: a value whose address is no longer taken can be followed like any other.
    for _ in 0..2 {
        forward::values(function, result_sizes);
        flow::tidy(function);
        sweep::dead_writes(function, result_sizes);
    }
    flow::tidy(function);
    flow::forget_unused(function);
}

/// Each function after those that it calls, except where they call each other.
fn callees_first(functions: &[Function]) -> Vec<usize> {
    let mut order = Vec::with_capacity(functions.len());
    let mut seen = vec![false; functions.len()];
    let mut path: Vec<(usize, usize)> = Vec::new();
    for root in 0..functions.len() {
        if !std::mem::replace(&mut seen[root], true) {
            path.push((root, 0));
        }
        while let Some((function, next)) = path.last_mut() {
            let ops = &functions[*function].ops;
            let call = ops[*next..].iter().position(|op| match op {
                Op::Call { func, .. } => !seen[*func as usize],
                _ => false,
            });
            match call {
                Some(at) => {
                    *next += at + 1;
                    if let Op::Call { func, .. } = ops[*next - 1] {
                        seen[func as usize] = true;
                        path.push((func as usize, 0));
                    }
                }
                None => {
                    order.push(*function);
                    path.pop();
                }
            }
        }
    }
    order
}
