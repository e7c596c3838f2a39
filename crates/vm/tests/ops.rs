//! Each family of instructions, and the budgets and faults they can run into.

mod common;

use bytecode::*;
use common::{Body, Build, code, fib, program, run, run_in_turns, sums};
use vm::{Halt, Limits};

/// The exit code of a main that leaves its result at slot 0.
fn main_code(build: impl FnOnce(&mut Body)) -> i32 {
    code(main_of(build))
}

fn main_of(build: impl FnOnce(&mut Body)) -> Program {
    let mut main = Body::new(16);
    build(&mut main);
    main.op(Op::Return);
    Program {
        data: b"hello, world....".to_vec(),
        ..program(vec![main.finish("main").ret(4)])
    }
}

#[test]
fn calls_loops_and_memory() {
    assert_eq!(code(fib(20)), 6765);
    assert_eq!(code(sums(1000)), 332_833_500);
}

#[test]
fn the_length_of_turns_changes_nothing() {
    let whole = run_in_turns(fib(15), Limits::default(), u64::MAX);
    for turn in [1, 7, 100] {
        let sliced = run_in_turns(fib(15), Limits::default(), turn);
        assert_eq!(
            (sliced.halt, sliced.steps),
            (whole.halt.clone(), whole.steps)
        );
    }
}

#[test]
fn arithmetic_of_every_width() {
    for (op, ty, a, b, result) in [
        (ArithOp::Add, Num::I32, 40u64, 2u64, 42i32),
        (ArithOp::Sub, Num::I32, 2, 44, -42),
        (ArithOp::Mul, Num::I64, 6, 7, 42),
        (ArithOp::Div, Num::I64, -7i64 as u64, 2, -3),
        (ArithOp::Rem, Num::I32, -7i32 as u32 as u64, 4, -3),
        (ArithOp::Rem, Num::U64, 47, 5, 2),
        (ArithOp::Div, Num::U32, 0xffff_fffe, 2, 0x7fff_ffff),
        (ArithOp::WrapAdd, Num::U32, 0xffff_ffff, 2, 1),
        (ArithOp::WrapMul, Num::U64, 1 << 63, 2, 0),
        (ArithOp::Xor, Num::U64, 0b1100, 0b1010, 0b0110),
        (ArithOp::And, Num::U64, 0b1100, 0b1010, 0b1000),
        (ArithOp::Or, Num::U32, 0b1100, 0b1010, 0b1110),
        (ArithOp::Shr, Num::I32, -8i32 as u32 as u64, 1, -4),
        (ArithOp::Shl, Num::U32, 3, 4, 48),
        (ArithOp::WrapShl, Num::U32, 1, 33, 2),
    ] {
        let got = main_code(|main| {
            let (a, b) = (main.word(a), main.word(b));
            main.op(Op::Arith {
                op,
                ty,
                dst: 0,
                a,
                b,
            });
        });
        assert_eq!(got, result, "{op:?} {ty:?} {a} {b}");
    }
}

#[test]
fn wide_and_floating_arithmetic() {
    let got = main_code(|main| {
        let (a, b, wide) = (main.slot(16), main.slot(16), main.slot(16));
        main.op(Op::Zero { dst: a, len: 32 });
        main.op(Op::Const64 { dst: a + 8, imm: 6 });
        main.op(Op::Const64 { dst: b, imm: 3 });
        main.op(Op::Arith {
            op: ArithOp::Div,
            ty: Num::I128,
            dst: wide,
            a,
            b,
        });
        main.op(Op::Copy32 {
            dst: 0,
            src: wide + 8,
        });
    });
    assert_eq!(got, 2);
    let got = main_code(|main| {
        let (a, b) = (main.word(7.5f64.to_bits()), main.word(2f64.to_bits()));
        let dst = main.slot(8);
        main.op(Op::Arith {
            op: ArithOp::Mul,
            ty: Num::F64,
            dst,
            a,
            b,
        });
        main.op(Op::Cast {
            from: Num::F64,
            to: Num::I32,
            dst: 0,
            src: dst,
        });
    });
    assert_eq!(got, 15);
}

#[test]
fn casts_saturate_from_floats_and_truncate_between_integers() {
    let cast = |from, to, value: u64| {
        main_code(|main| {
            main.op(Op::Zero { dst: 0, len: 16 });
            let src = main.word(value);
            main.op(Op::Cast {
                from,
                to,
                dst: 0,
                src,
            });
        })
    };
    assert_eq!(cast(Num::F64, Num::I32, 1e20f64.to_bits()), i32::MAX);
    assert_eq!(cast(Num::F64, Num::U8, (-3f64).to_bits()), 0);
    assert_eq!(cast(Num::F64, Num::I32, f64::NAN.to_bits()), 0);
    assert_eq!(cast(Num::I64, Num::I32, 0x1_0000_0005), 5);
    assert_eq!(cast(Num::I8, Num::I32, 0xff), -1);
    assert_eq!(cast(Num::U8, Num::I32, 0xff), 255);
}

/// Every comparison of every type with every outcome, stored and jumped on.
#[test]
fn comparisons() {
    for ty in [
        Num::I8,
        Num::U8,
        Num::I32,
        Num::U32,
        Num::I64,
        Num::U64,
        Num::F64,
        Num::I128,
    ] {
        for (a, b) in [(1i64, 2i64), (2, 2), (-1, 1), (5, -3)] {
            for (op, name) in [
                (CmpOp::Eq, "=="),
                (CmpOp::Ne, "!="),
                (CmpOp::Lt, "<"),
                (CmpOp::Le, "<="),
                (CmpOp::Gt, ">"),
                (CmpOp::Ge, ">="),
            ] {
                let mask = match ty {
                    Num::U8 => 0xff,
                    Num::U32 => 0xffff_ffff,
                    _ => u64::MAX,
                };
                let order = match ty {
                    Num::F64 => (a as f64).total_cmp(&(b as f64)),
                    Num::U8 | Num::U32 | Num::U64 => (a as u64 & mask).cmp(&(b as u64 & mask)),
                    _ => a.cmp(&b),
                };
                let expected = match op {
                    CmpOp::Eq => order.is_eq(),
                    CmpOp::Ne => order.is_ne(),
                    CmpOp::Lt => order.is_lt(),
                    CmpOp::Le => order.is_le(),
                    CmpOp::Gt => order.is_gt(),
                    CmpOp::Ge => order.is_ge(),
                };
                let bits = |x: i64| {
                    if ty == Num::F64 {
                        (x as f64).to_bits()
                    } else {
                        x as u64
                    }
                };
                // Stored plus 2 if jumped on when true, plus 4 if jumped on when false.
                let got = main_code(|main| {
                    let (x, y, dst) = (main.slot(16), main.slot(16), main.slot(8));
                    for (slot, value) in [(x, a), (y, b)] {
                        main.op(Op::Const64 {
                            dst: slot,
                            imm: bits(value),
                        });
                        main.op(Op::Const64 {
                            dst: slot + 8,
                            imm: (value >> 63) as u64,
                        });
                    }
                    main.op(Op::Zero { dst: 0, len: 4 });
                    for (imm, when) in [(2, true), (4, false)] {
                        main.op(Op::Cmp {
                            op,
                            ty,
                            dst,
                            a: x,
                            b: y,
                        });
                        let to = main.here() + 2;
                        // Skips the addition below unless the jump is the one that is tested.
                        main.op(if when {
                            Op::JumpIfNot {
                                cond: dst,
                                to: to + 1,
                            }
                        } else {
                            Op::JumpIf {
                                cond: dst,
                                to: to + 1,
                            }
                        });
                        let add = main.int(imm);
                        main.op(Op::Arith {
                            op: ArithOp::Add,
                            ty: Num::I32,
                            dst: 0,
                            a: 0,
                            b: add,
                        });
                    }
                    main.op(Op::Cast {
                        from: Num::U8,
                        to: Num::I32,
                        dst,
                        src: dst,
                    });
                    main.op(Op::Arith {
                        op: ArithOp::Add,
                        ty: Num::I32,
                        dst: 0,
                        a: 0,
                        b: dst,
                    });
                });
                assert_eq!(
                    got,
                    if expected { 3 } else { 4 },
                    "{a} {name} {b} as {ty:?}"
                );
            }
        }
    }
}

#[test]
fn switches_by_index_and_by_search() {
    for value in [0u64, 1, 3, 9, 1000, u64::MAX] {
        let mut main = Body::new(4);
        let slot = main.word(value);
        main.op(Op::Switch {
            slot,
            table: if value > 256 { 1 } else { 0 },
        });
        let first = main.here();
        for imm in 0..4 {
            main.op(Op::Const32 { dst: 0, imm });
            main.op(Op::Return);
        }
        let mut main = main.finish("main").ret(4);
        main.switches = vec![
            SwitchTable {
                size: 8,
                arms: vec![(1, first + 2), (3, first + 4)],
                default: first,
            },
            SwitchTable {
                size: 8,
                arms: vec![(u128::from(u64::MAX), first + 6), (1000, first + 4)],
                default: first,
            },
        ];
        let expected = match value {
            1 => 1,
            3 | 1000 => 2,
            u64::MAX => 3,
            _ => 0,
        };
        assert_eq!(code(program(vec![main])), expected, "{value}");
    }
}

#[test]
fn texts_are_found_compared_and_printed() {
    let ran = run(main_of(|main| {
        let (hay, len, needle, two) = (main.data(0), main.word(12), main.data(7), main.word(2));
        let at = main.ask(Intrinsic::MemFind, &[hay, len, needle, two]);
        main.op(Op::Copy32 { dst: 0, src: at });
        main.print(7, 5);
    }));
    assert_eq!(
        (ran.halt, ran.out.as_str()),
        (Halt::Finished { code: 7 }, "world")
    );
    let order = main_code(|main| {
        let (a, b, len) = (main.data(0), main.data(7), main.word(3));
        let order = main.ask(Intrinsic::MemCompare, &[a, b, len]);
        main.op(Op::Copy32 { dst: 0, src: order });
    });
    assert_eq!(order, -1);
}

#[test]
fn bits_are_counted_in_their_width() {
    for (id, width, bits, expected) in [
        (Intrinsic::Ctlz, 8u32, 1u64, 7),
        (Intrinsic::Ctlz, 32, 0, 32),
        (Intrinsic::Cttz, 16, 0, 16),
        (Intrinsic::Cttz, 64, 0x100, 8),
    ] {
        let got = main_code(|main| {
            let x = main.slot(16);
            main.op(Op::Zero { dst: x, len: 16 });
            main.op(Op::Const64 { dst: x, imm: bits });
            let width = main.int(width);
            let count = main.ask(id, &[x, width]);
            main.op(Op::Copy32 { dst: 0, src: count });
        });
        assert_eq!(got, expected, "{id:?}");
    }
}

fn fault(build: impl FnOnce(&mut Body)) -> String {
    match run(main_of(build)).halt {
        Halt::Fault { message, .. } => message,
        other => panic!("{other:?}"),
    }
}

#[test]
fn bad_accesses_are_faults() {
    let null = fault(|main| {
        let ptr = main.word(0);
        main.op(Op::Load64 {
            dst: 0,
            ptr,
            offset: 8,
        });
    });
    assert_eq!(null, "access through a null pointer (address 0x8)");
    let freed = fault(|main| {
        let (size, align) = (main.word(24), main.word(8));
        let ptr = main.ask(Intrinsic::HeapAlloc, &[size, align]);
        main.ask(Intrinsic::HeapDealloc, &[ptr, size, align]);
        main.op(Op::Store8 {
            ptr,
            src: 0,
            offset: 3,
        });
    });
    assert!(
        freed.starts_with("use of memory after it was freed"),
        "{freed}"
    );
    let twice = fault(|main| {
        let (size, align) = (main.word(24), main.word(8));
        let ptr = main.ask(Intrinsic::HeapAlloc, &[size, align]);
        main.ask(Intrinsic::HeapDealloc, &[ptr, size, align]);
        main.ask(Intrinsic::HeapDealloc, &[ptr, size, align]);
    });
    assert!(twice.starts_with("memory freed twice"), "{twice}");
    let wild = fault(|main| {
        let ptr = main.word(12345);
        main.call_ptr(ptr, &[], 0);
    });
    assert!(wild.starts_with("call of what is no function"), "{wild}");
    let nowhere = fault(|main| {
        let ptr = main.word(code_address(99));
        main.call_ptr(ptr, &[], 0);
    });
    assert!(nowhere.contains("does not exist"), "{nowhere}");
    let misfit = fault(|main| {
        let ptr = main.func(0);
        main.call_ptr(ptr, &[(0, 8)], 4);
    });
    assert!(misfit.contains("do not fit"), "{misfit}");
}

#[test]
fn a_full_heap_ends_the_run() {
    let ran = run(main_of(|main| {
        let (size, align) = (main.word(1 << 20), main.word(8));
        let to = main.here();
        main.ask(Intrinsic::HeapAlloc, &[size, align]);
        main.op(Op::Jump { to });
    }));
    assert_eq!(
        ran.halt,
        Halt::OutOfMemory {
            limit: Limits::default().memory
        }
    );
}

#[test]
fn intrinsics_of_text() {
    let text = |build: &dyn Fn(&mut Body, Slot, Slot) -> Slot| {
        run(main_of(|main| {
            let (buffer, cap) = (main.slot(64), main.word(64));
            let out = main.addr(buffer);
            let len = build(main, out, cap);
            let stream = main.int(1);
            main.ask(Intrinsic::Print, &[stream, out, len]);
        }))
        .out
    };
    let float = |x: f64, single: u8, precision: i64, form: u32| {
        text(&|main, out, cap| {
            let (x, single) = (main.word(x.to_bits()), main.byte(single));
            let (precision, form) = (main.word(precision as u64), main.int(form));
            main.ask(
                Intrinsic::FloatToText,
                &[x, single, precision, form, out, cap],
            )
        })
    };
    assert_eq!(float(0.1, 0, -1, 0), "0.1");
    assert_eq!(float(1.0, 0, -1, 1), "1.0");
    assert_eq!(float(f64::from(0.1f32), 1, -1, 0), "0.1");
    assert_eq!(float(2.0 / 3.0, 0, 3, 0), "0.667");
    assert_eq!(float(1234.5, 0, -1, 2), "1.2345e3");
    assert_eq!(
        main_code(|main| {
            let (c, class) = (main.int('ß' as u32), main.int(0));
            let yes = main.ask(Intrinsic::CharClass, &[c, class]);
            main.op(Op::Cast {
                from: Num::U8,
                to: Num::I32,
                dst: 0,
                src: yes,
            });
        }),
        1
    );
    assert_eq!(
        main_code(|main| {
            let (c, upper, buffer) = (main.int('ß' as u32), main.byte(1), main.slot(16));
            let out = main.addr(buffer);
            main.ask(Intrinsic::CharCase, &[c, upper, out]);
            main.op(Op::Copy32 {
                dst: 0,
                src: buffer + 4,
            });
        }),
        'S' as i32
    );
}
