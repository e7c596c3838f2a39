//! The editor: CodeMirror behind a component.

mod bridge;
pub mod offsets;
pub mod view;
