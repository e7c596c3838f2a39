//! Programs as bytes: a magic word, a version, then postcard.

use crate::program::Program;

const MAGIC: [u8; 4] = *b"PSBC";
/// Raised with every change of the instruction set or of [`Program`].
const VERSION: u8 = 2;

/// Why bytes are no program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WireError {
    #[error("these bytes are no compiled program")]
    NoProgram,
    #[error(
        "the program was compiled for version {found} of the machine; this is version {VERSION}"
    )]
    Version { found: u8 },
    #[error("the compiled program is damaged")]
    Damaged,
}

impl Program {
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut head = MAGIC.to_vec();
        head.push(VERSION);
        // Writing to a vector cannot fail, and every type of a program can be written.
        postcard::to_extend(self, head).unwrap_or_default()
    }

    /// Reads what [`Program::to_bytes`] wrote. That it makes sense is for [`Program::verify`] to say.
    pub fn from_bytes(bytes: &[u8]) -> Result<Program, WireError> {
        let Some((&found, body)) = bytes
            .strip_prefix(&MAGIC)
            .and_then(|rest| rest.split_first())
        else {
            return Err(WireError::NoProgram);
        };
        if found != VERSION {
            return Err(WireError::Version { found });
        }
        match postcard::take_from_bytes::<Program>(body) {
            Ok((program, [])) => Ok(program),
            _ => Err(WireError::Damaged),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Function, Op};

    fn program() -> Program {
        let function = Function {
            name: "entry".to_owned(),
            frame_size: 16,
            ret_size: 4,
            ops: vec![Op::Const32 { dst: 0, imm: 7 }, Op::Return],
            ..Function::default()
        };
        Program {
            functions: vec![function],
            data: vec![1, 2, 3],
            ..Program::default()
        }
    }

    #[test]
    fn what_is_written_is_read() {
        assert_eq!(Program::from_bytes(&program().to_bytes()), Ok(program()));
    }

    #[test]
    fn other_bytes_are_refused() {
        assert_eq!(Program::from_bytes(b""), Err(WireError::NoProgram));
        assert_eq!(
            Program::from_bytes(b"\0asm\x01\0\0\0"),
            Err(WireError::NoProgram)
        );
        let mut bytes = program().to_bytes();
        bytes[4] = 200;
        assert_eq!(
            Program::from_bytes(&bytes),
            Err(WireError::Version { found: 200 })
        );
    }

    #[test]
    fn damaged_bytes_never_panic() {
        let bytes = program().to_bytes();
        for cut in 5..bytes.len() {
            assert_eq!(
                Program::from_bytes(&bytes[..cut]),
                Err(WireError::Damaged),
                "cut at {cut}"
            );
        }
        for at in 5..bytes.len() {
            for value in [0, 1, 0x7f, 0x80, 0xff] {
                let mut bytes = bytes.clone();
                bytes[at] = value;
                // Whatever comes out is a program that verification can look at.
                if let Ok(program) = Program::from_bytes(&bytes) {
                    let _ = program.verify();
                }
            }
        }
        // A length that no memory holds.
        let mut bytes = program().to_bytes()[..5].to_vec();
        bytes.extend([0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f]);
        assert_eq!(Program::from_bytes(&bytes), Err(WireError::Damaged));
    }
}
