//! From nodes, which may lie in macro expansions, to ranges of files.

use hir_expand::{FileRange, HirFileId, InFile, MacroCallKind};
use span::{TextRange, TextSize};
use syntax::{AstNode as _, ast::HasName as _};

use crate::{db::Database, load::FIRST_LIBRARY_FILE, thir::Span};

/// Where a node shows in the visitor's text: itself, its tokens in a macro's call, or that whole call.
pub(crate) fn own_span(db: &Database, node: InFile<TextRange>) -> Option<Span> {
    let span = any_span(db, node);
    (u32::from(span.file) < FIRST_LIBRARY_FILE).then_some(span)
}

/// The same for any file, library files included.
pub(crate) fn any_span(db: &Database, node: InFile<TextRange>) -> Span {
    if let Some(range) = node.original_node_file_range_rooted_opt(db) {
        let span = span(db, range);
        if u32::from(span.file) < FIRST_LIBRARY_FILE || !in_own_macro(db, node.file_id) {
            return span;
        }
    }
    if let Some(range) = field_of_derive(db, node) {
        let span = span(db, range);
        if u32::from(span.file) < FIRST_LIBRARY_FILE {
            return span;
        }
    }
    // Tokens of the macro's own text: the outermost call stands for them.
    let (mut file, mut range) = (node.file_id, node.value);
    loop {
        match file {
            HirFileId::FileId(file_id) => return span(db, FileRange { file_id, range }),
            HirFileId::MacroFile(call) => {
                let loc = call.loc(db);
                // What an attribute was given is the visitor's own: a call there stands for itself.
                if matches!(loc.kind, MacroCallKind::Attr { .. })
                    && let Some(range) =
                        InFile::new(file, range).original_node_file_range_rooted_opt(db)
                {
                    return span(db, range);
                }
                file = loc.kind.file_id();
                range = match &loc.kind {
                    MacroCallKind::FnLike { ast_id, .. } => {
                        ast_id.to_node(db).syntax().text_range()
                    }
                    MacroCallKind::Derive {
                        ast_id,
                        derive_attr_index,
                        ..
                    } => derive_attr_index
                        .find_attr_range(db, loc.krate, *ast_id)
                        .1
                        .syntax()
                        .text_range(),
                    MacroCallKind::Attr {
                        ast_id,
                        censored_attr_ids,
                        ..
                    } => censored_attr_ids
                        .invoc_attr()
                        .find_attr_range(db, loc.krate, *ast_id)
                        .1
                        .syntax()
                        .text_range(),
                };
            }
        }
    }
}

/// Where a node is written: for text of the visitor's own macro that is in the macro, where rustc shows it.
pub(crate) fn written(db: &Database, node: InFile<TextRange>) -> Span {
    if let Some(call) = node.file_id.macro_file()
        && matches!(call.loc(db).kind, MacroCallKind::FnLike { .. })
        && let Some((range, _)) = node.original_node_file_range_opt(db)
    {
        let span = span(db, range);
        if u32::from(span.file) < FIRST_LIBRARY_FILE {
            return span;
        }
    }
    any_span(db, node)
}

/// What a derive made for a field lies at the field, whatever its names belong to.
fn field_of_derive(db: &Database, node: InFile<TextRange>) -> Option<FileRange> {
    let call = node.file_id.macro_file()?;
    if !matches!(call.loc(db).kind, MacroCallKind::Derive { .. }) {
        return None;
    }
    let (range, _) = node.original_node_file_range_opt(db)?;
    // All that is made for no field lies at the call, as the first token does.
    let first = InFile::new(node.file_id, TextRange::up_to(TextSize::new(1)));
    let (call_site, _) = first.original_node_file_range_opt(db)?;
    (range != call_site).then_some(range)
}

fn in_own_macro(db: &Database, file: HirFileId) -> bool {
    file.original_file(db).file_id(db).index() < FIRST_LIBRARY_FILE
}

pub(crate) fn span(db: &Database, range: FileRange) -> Span {
    Span {
        file: range.file_id.file_id(db).index() as u16,
        start: range.range.start().into(),
        end: range.range.end().into(),
    }
}

/// The name in a binding pattern, or all of another node.
pub(crate) fn binding_name(node: &syntax::SyntaxNode) -> TextRange {
    let name = syntax::ast::IdentPat::cast(node.clone()).and_then(|pat| pat.name());
    name.map_or(node.text_range(), |name| name.syntax().text_range())
}
