//! Blocks do not overlap, and bad accesses are found.

use super::*;

fn memory() -> (Memory, Heap) {
    (
        Memory::new(1 << 22, b"data").expect("fits"),
        Heap::default(),
    )
}

#[test]
fn null_and_wild_pointers_are_bad() {
    let (mut memory, _) = memory();
    assert_eq!(memory.load::<u8>(0), Err(Bad::Null { address: 0 }));
    assert_eq!(memory.load::<u64>(0xff8), Err(Bad::Null { address: 0xff8 }));
    assert_eq!(memory.load::<u32>(0x1000), Ok(u32::from_le_bytes(*b"data")));
    for wild in [u64::MAX, u64::MAX - 8, 1 << 40, bytecode::CODE_BASE, 0x1010] {
        assert!(memory.load::<u64>(wild).is_err(), "{wild:#x}");
        assert!(memory.store::<u128>(wild, 1).is_err());
        assert!(memory.check(wild, u64::MAX).is_err());
        assert!(memory.copy(wild, 0x1000, 4).is_err());
        assert!(memory.bytes(wild, 3).is_err());
    }
    assert_eq!(memory.bytes(u64::MAX, 0), Ok(&[][..]));
}

#[test]
fn frees_are_checked_and_freed_memory_is_out_of_bounds() {
    let (mut memory, mut heap) = memory();
    let at = heap.alloc(&mut memory, 40, 8).expect("fits");
    memory.fill(at, 7, 40).expect("valid");
    assert_eq!(
        memory.load::<u8>(at + 48),
        Err(Bad::OutOfRange { address: at + 48 })
    );
    assert_eq!(
        memory.store::<u8>(at - 1, 1),
        Err(Bad::OutOfRange { address: at - 1 })
    );
    assert_eq!(
        heap.dealloc(&mut memory, at + 16, 24),
        Err(Bad::NotABlock { address: at + 16 })
    );
    assert_eq!(
        heap.dealloc(&mut memory, at, 48),
        Err(Bad::WrongLayout {
            address: at,
            size: 40,
            given: 48
        })
    );
    assert_eq!(heap.dealloc(&mut memory, at, 40), Ok(()));
    assert_eq!(
        heap.dealloc(&mut memory, at, 40),
        Err(Bad::DoubleFree { address: at })
    );
    assert_eq!(memory.load::<u8>(at), Err(Bad::Freed { address: at }));
    assert_eq!(heap.live(), 0);
}

#[test]
fn the_budget_holds_and_freed_blocks_are_used_again() {
    let (mut memory, mut heap) = memory();
    let mut blocks = Vec::new();
    while let Ok(at) = heap.alloc(&mut memory, 10_000, 16) {
        blocks.push(at);
    }
    assert!(blocks.len() > 300 && memory.used() <= 1 << 22);
    for _ in 0..5 {
        for &at in &blocks {
            heap.dealloc(&mut memory, at, 10_000).expect("a block");
        }
        blocks = blocks
            .iter()
            .map(|_| heap.alloc(&mut memory, 10_000, 16).expect("was freed"))
            .collect();
    }
}

/// Random operations beside a model: contents stay, blocks are aligned and apart.
#[test]
fn random_operations_keep_contents() {
    let mut random = 12345u64;
    let mut next = move |bound: u64| {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (random >> 33) % bound
    };
    let (mut memory, mut heap) = memory();
    let mut live: Vec<(u64, u64, u64, u8)> = Vec::new();
    for step in 0..20_000u64 {
        let byte = step as u8;
        match next(3) {
            0 if live.len() < 200 => {
                let (size, align) = (next(3000) * next(2) + next(60), 1 << next(8));
                let at = heap.alloc(&mut memory, size, align).expect("fits");
                assert!(at.is_multiple_of(align) && (size == 0 || at.is_multiple_of(16)));
                memory.fill(at, byte, size).expect("valid");
                live.push((at, size, align, byte));
            }
            1 if !live.is_empty() => {
                let (at, size, _, byte) = live.swap_remove(next(live.len() as u64) as usize);
                assert!(
                    memory
                        .bytes(at, size)
                        .expect("valid")
                        .iter()
                        .all(|&b| b == byte)
                );
                heap.dealloc(&mut memory, at, size).expect("a block");
            }
            _ if !live.is_empty() => {
                let index = next(live.len() as u64) as usize;
                let (at, size, align, old) = live[index];
                let new = next(4000);
                let moved = heap
                    .realloc(&mut memory, at, size, align, new)
                    .expect("fits");
                assert!(moved.is_multiple_of(align));
                assert!(
                    memory
                        .bytes(moved, size.min(new))
                        .expect("valid")
                        .iter()
                        .all(|&b| b == old)
                );
                memory.fill(moved, byte, new).expect("valid");
                assert!(
                    new == 0
                        || memory.load::<u8>(moved + new.next_multiple_of(16)).is_err()
                        || live.iter().any(|b| b.0 == moved + new)
                );
                live[index] = (moved, new, align, byte);
            }
            _ => {}
        }
    }
    assert_eq!(heap.live(), live.iter().map(|block| block.1).sum::<u64>());
}
