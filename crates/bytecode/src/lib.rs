//! The instruction set of the machine, programs, their wire format and disassembler.
