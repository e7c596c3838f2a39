//! From typed bodies to bytecode: MIR, checks, code generation.
