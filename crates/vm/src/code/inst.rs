//! The instructions as the loop runs them: [`bytecode::Op`] with targets in the flattened program and the
//! most frequent forms on their own.

use bytecode::{ArithOp, CmpOp, FuncId, Intrinsic, Num, Op, Slot, UnaryOp};

use super::Pc;

/// Declares [`Inst`] with three-operand instructions for the listed operations and types, and the function
/// that chooses them.
macro_rules! instructions {
    (
        arith { $($arith:ident = $aop:ident $aty:ident,)* }
        arith_imm { $($arith_imm:ident = $aiop:ident $($aity:ident)|+,)* }
        cmp { $($cmp:ident $fused:ident $fused_not:ident = $cop:ident $($cty:ident)|+,)* }
        cmp_imm { $($cmp_imm:ident $fused_imm:ident $fused_imm_not:ident = $ciop:ident $($city:ident)|+,)* }
        { $($rest:tt)* }
    ) => {
        /// One instruction of 16 bytes.
        #[derive(Clone, Copy, Debug, PartialEq)]
        pub enum Inst {
            $($arith { dst: Slot, a: Slot, b: Slot },)*
            $($cmp { dst: Slot, a: Slot, b: Slot },
              /// The comparison and the jump on its result after it, which stays in place.
              $fused { dst: u16, a: u16, b: u16, to: Pc },
              $fused_not { dst: u16, a: u16, b: u16, to: Pc },)*
            $($arith_imm { dst: Slot, a: Slot, imm: i32 },)*
            $($cmp_imm { dst: Slot, a: Slot, imm: i32 },
              $fused_imm { dst: u16, a: u16, imm: i32, to: Pc },
              $fused_imm_not { dst: u16, a: u16, imm: i32, to: Pc },)*
            $($rest)*
        }

        impl Inst {
            pub fn arith(op: ArithOp, ty: Num, dst: Slot, a: Slot, b: Slot) -> Inst {
                match (op, ty) {
                    $((ArithOp::$aop, Num::$aty) => Inst::$arith { dst, a, b },)*
                    _ => Inst::Arith { op, ty, dst, a, b },
                }
            }

            pub fn cmp(op: CmpOp, ty: Num, dst: Slot, a: Slot, b: Slot) -> Inst {
                match (op, ty) {
                    $((CmpOp::$cop, $(Num::$cty)|+) => Inst::$cmp { dst, a, b },)*
                    _ => Inst::Cmp { op, ty, dst, a, b },
                }
            }

            /// `None` for what the verifier does not let pass.
            pub fn arith_imm(op: ArithOp, ty: Num, dst: Slot, a: Slot, imm: i32) -> Option<Inst> {
                match (op, ty) {
                    $((ArithOp::$aiop, $(Num::$aity)|+) => Some(Inst::$arith_imm { dst, a, imm }),)*
                    _ => None,
                }
            }

            pub fn cmp_imm(op: CmpOp, ty: Num, dst: Slot, a: Slot, imm: i32) -> Option<Inst> {
                match (op, ty) {
                    $((CmpOp::$ciop, $(Num::$city)|+) => Some(Inst::$cmp_imm { dst, a, imm }),)*
                    _ => None,
                }
            }

            /// A comparison whose result the next instruction, a jump, tests.
            pub fn fused(self, next: &Op, target: Pc) -> Option<Inst> {
                let (negative, cond) = match *next {
                    Op::JumpIf { cond, .. } => (false, cond),
                    Op::JumpIfNot { cond, .. } => (true, cond),
                    _ => return None,
                };
                match self {
                    $(Inst::$cmp { dst, a, b } if dst == cond => {
                        let (dst, a, b) = (dst.try_into().ok()?, a.try_into().ok()?, b.try_into().ok()?);
                        Some(if negative {
                            Inst::$fused_not { dst, a, b, to: target }
                        } else {
                            Inst::$fused { dst, a, b, to: target }
                        })
                    })*
                    $(Inst::$cmp_imm { dst, a, imm } if dst == cond => {
                        let (dst, a) = (dst.try_into().ok()?, a.try_into().ok()?);
                        Some(if negative {
                            Inst::$fused_imm_not { dst, a, imm, to: target }
                        } else {
                            Inst::$fused_imm { dst, a, imm, to: target }
                        })
                    })*
                    _ => None,
                }
            }
        }
    };
}

instructions! {
    arith {
        AddI32 = Add I32, SubI32 = Sub I32, MulI32 = Mul I32,
        AddU32 = Add U32, SubU32 = Sub U32, MulU32 = Mul U32,
        AddI64 = Add I64, SubI64 = Sub I64, MulI64 = Mul I64,
        AddU64 = Add U64, SubU64 = Sub U64, MulU64 = Mul U64,
        WrapAddU64 = WrapAdd U64, WrapSubU64 = WrapSub U64, WrapMulU64 = WrapMul U64,
        AndU64 = And U64, XorU64 = Xor U64, RemU64 = Rem U64,
    }
    arith_imm {
        AddI32Imm = Add I32, SubI32Imm = Sub I32, MulI32Imm = Mul I32, DivI32Imm = Div I32, RemI32Imm = Rem I32,
        AddU32Imm = Add U32, SubU32Imm = Sub U32, MulU32Imm = Mul U32, DivU32Imm = Div U32, RemU32Imm = Rem U32,
        AddI64Imm = Add I64, SubI64Imm = Sub I64, MulI64Imm = Mul I64, DivI64Imm = Div I64, RemI64Imm = Rem I64,
        AddU64Imm = Add U64, SubU64Imm = Sub U64, MulU64Imm = Mul U64, DivU64Imm = Div U64, RemU64Imm = Rem U64,
        WrapAdd32Imm = WrapAdd I32 | U32, WrapAdd64Imm = WrapAdd I64 | U64, WrapMulU64Imm = WrapMul U64, AndU32Imm = And U32, AndU64Imm = And U64,
    }
    cmp {
        Eq8 JumpEq8 JumpNotEq8 = Eq I8 | U8, Ne8 JumpNe8 JumpNotNe8 = Ne I8 | U8,
        Eq32 JumpEq32 JumpNotEq32 = Eq I32 | U32, Ne32 JumpNe32 JumpNotNe32 = Ne I32 | U32,
        Eq64 JumpEq64 JumpNotEq64 = Eq I64 | U64, Ne64 JumpNe64 JumpNotNe64 = Ne I64 | U64,
        LtI32 JumpLtI32 JumpNotLtI32 = Lt I32, LeI32 JumpLeI32 JumpNotLeI32 = Le I32,
        GtI32 JumpGtI32 JumpNotGtI32 = Gt I32, GeI32 JumpGeI32 JumpNotGeI32 = Ge I32,
        LtU32 JumpLtU32 JumpNotLtU32 = Lt U32, LeU32 JumpLeU32 JumpNotLeU32 = Le U32,
        GtU32 JumpGtU32 JumpNotGtU32 = Gt U32, GeU32 JumpGeU32 JumpNotGeU32 = Ge U32,
        LtI64 JumpLtI64 JumpNotLtI64 = Lt I64, LeI64 JumpLeI64 JumpNotLeI64 = Le I64,
        GtI64 JumpGtI64 JumpNotGtI64 = Gt I64, GeI64 JumpGeI64 JumpNotGeI64 = Ge I64,
        LtU64 JumpLtU64 JumpNotLtU64 = Lt U64, LeU64 JumpLeU64 JumpNotLeU64 = Le U64,
        GtU64 JumpGtU64 JumpNotGtU64 = Gt U64, GeU64 JumpGeU64 JumpNotGeU64 = Ge U64,
    }
    cmp_imm {
        Eq32Imm JumpEq32Imm JumpNotEq32Imm = Eq I32 | U32, Ne32Imm JumpNe32Imm JumpNotNe32Imm = Ne I32 | U32,
        Eq64Imm JumpEq64Imm JumpNotEq64Imm = Eq I64 | U64, Ne64Imm JumpNe64Imm JumpNotNe64Imm = Ne I64 | U64,
        LtI32Imm JumpLtI32Imm JumpNotLtI32Imm = Lt I32, LeI32Imm JumpLeI32Imm JumpNotLeI32Imm = Le I32,
        GtI32Imm JumpGtI32Imm JumpNotGtI32Imm = Gt I32, GeI32Imm JumpGeI32Imm JumpNotGeI32Imm = Ge I32,
        LtU32Imm JumpLtU32Imm JumpNotLtU32Imm = Lt U32, LeU32Imm JumpLeU32Imm JumpNotLeU32Imm = Le U32,
        GtU32Imm JumpGtU32Imm JumpNotGtU32Imm = Gt U32, GeU32Imm JumpGeU32Imm JumpNotGeU32Imm = Ge U32,
        LtI64Imm JumpLtI64Imm JumpNotLtI64Imm = Lt I64, LeI64Imm JumpLeI64Imm JumpNotLeI64Imm = Le I64,
        GtI64Imm JumpGtI64Imm JumpNotGtI64Imm = Gt I64, GeI64Imm JumpGeI64Imm JumpNotGeI64Imm = Ge I64,
        LtU64Imm JumpLtU64Imm JumpNotLtU64Imm = Lt U64, LeU64Imm JumpLeU64Imm JumpNotLeU64Imm = Le U64,
        GtU64Imm JumpGtU64Imm JumpNotGtU64Imm = Gt U64, GeU64Imm JumpGeU64Imm JumpNotGeU64Imm = Ge U64,
    }
    {
        Const8 { dst: Slot, imm: u8 },
        Const16 { dst: Slot, imm: u16 },
        Const32 { dst: Slot, imm: u32 },
        /// Also the addresses of data and of functions.
        Const64 { dst: Slot, imm: u64 },
        ConstBytes { dst: Slot, at: u32, len: u32 },
        Zero { dst: Slot, len: u32 },
        Copy8 { dst: Slot, src: Slot },
        Copy16 { dst: Slot, src: Slot },
        Copy32 { dst: Slot, src: Slot },
        Copy64 { dst: Slot, src: Slot },
        Copy { dst: Slot, src: Slot, len: u32 },
        Addr { dst: Slot, slot: Slot },
        Offset { dst: Slot, ptr: Slot, imm: i32 },
        Element { dst: Slot, ptr: Slot, index: Slot },
        Scale { dst: Slot, index: Slot, size: u32 },
        Load8 { dst: Slot, ptr: Slot, offset: i32 },
        Load16 { dst: Slot, ptr: Slot, offset: i32 },
        Load32 { dst: Slot, ptr: Slot, offset: i32 },
        Load64 { dst: Slot, ptr: Slot, offset: i32 },
        Load { dst: Slot, ptr: Slot, len: u32 },
        Store8 { ptr: Slot, src: Slot, offset: i32 },
        Store16 { ptr: Slot, src: Slot, offset: i32 },
        Store32 { ptr: Slot, src: Slot, offset: i32 },
        Store64 { ptr: Slot, src: Slot, offset: i32 },
        Store { ptr: Slot, src: Slot, len: u32 },
        MemCopy { dst: Slot, src: Slot, len: u32 },
        Arith { op: ArithOp, ty: Num, dst: Slot, a: Slot, b: Slot },
        Overflows { op: ArithOp, ty: Num, dst: Slot, a: Slot, b: Slot },
        Cmp { op: CmpOp, ty: Num, dst: Slot, a: Slot, b: Slot },
        Unary { op: UnaryOp, ty: Num, dst: Slot, a: Slot },
        NotBool { dst: Slot, a: Slot },
        Cast { from: Num, to: Num, dst: Slot, src: Slot },
        BoundsCheck { index: Slot, len: Slot },
        /// To an instruction further on.
        Jump { to: Pc },
        /// To this or an earlier instruction: the thread's turn may end here.
        JumpBack { to: Pc },
        JumpIf { cond: Slot, to: Pc },
        JumpIfNot { cond: Slot, to: Pc },
        Switch { slot: Slot, table: u32 },
        /// A switch with one arm, to which or from which the next instruction is the other way.
        JumpIs8 { slot: Slot, value: u32, to: Pc },
        JumpIsNot8 { slot: Slot, value: u32, to: Pc },
        JumpIs32 { slot: Slot, value: u32, to: Pc },
        JumpIsNot32 { slot: Slot, value: u32, to: Pc },
        JumpIs64 { slot: Slot, value: u32, to: Pc },
        JumpIsNot64 { slot: Slot, value: u32, to: Pc },
        /// A function that is no coroutine.
        Call { site: u32 },
        CallPtr { ptr: Slot, site: u32 },
        Poll { site: u32 },
        Intrinsic { id: Intrinsic, site: u32 },
        Return,
        Panic { message: u32 },
        ResumeUnwind,
        Unreachable,
        Suspend { point: u32 },
        Finish,
        DropFuture { func: FuncId, ptr: Slot },
    }
}

const _: () = assert!(
    size_of::<Inst>() <= 16,
    "as compact as the ops they come from"
);
