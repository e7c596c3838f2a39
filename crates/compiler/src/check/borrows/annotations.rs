//! `'static` in the type that a `let` states: the value has to live as long, whatever its use.
//!
//! Typed bodies know no lifetimes, so this is read off the text. Other lifetimes stay open.

use analysis::thir::Span;

use super::Places;
use crate::mir::Local;

/// For each lifetime in a local's stated type, named or not, whether it is `'static`. `None` without one,
/// and where the text does not show all lifetimes in order.
pub fn statics(places: &Places<'_, '_>, local: Local) -> Option<Vec<bool>> {
    let decl = places.mir.local(local);
    let (name, span) = (decl.name.as_ref()?, decl.span?);
    let text = places.session.text(span.file);
    let written = stated_type(text, name, span)?;
    let lifetimes = lifetimes(written)?;
    lifetimes.contains(&true).then_some(lifetimes)
}

/// What stands between `let name:` and `=` or `;`.
fn stated_type<'t>(text: &'t str, name: &str, span: Span) -> Option<&'t str> {
    let binding = text.get(span.start as usize..span.end as usize)?;
    let before = text.get(..span.start as usize)?.trim_end();
    let before = before
        .strip_suffix("mut")
        .map_or(before, |rest| rest.trim_end());
    let says_mut = binding.strip_prefix("mut").map(str::trim_start);
    if !before.ends_with("let") || says_mut.unwrap_or(binding) != name {
        return None;
    }
    let after = text.get(span.end as usize..)?.trim_start();
    let ty = after.strip_prefix(':')?;
    let end = ty.find(['=', ';'])?;
    ty.get(..end).filter(|ty| !ty.starts_with(':'))
}

fn lifetimes(ty: &str) -> Option<Vec<bool>> {
    let words = |word: &str| {
        ty.split(|c: char| !(c.is_alphanumeric() || c == '_'))
            .any(|it| it == word)
    };
    // Their lifetimes have an order of their own.
    if words("dyn") || words("fn") || words("impl") || words("for") {
        return None;
    }
    let mut found = Vec::new();
    let mut rest = ty;
    while let Some(at) = rest.find(['&', '\'']) {
        let reference = rest[at..].starts_with('&');
        rest = rest[at + 1..].trim_start();
        let lifetime = match reference {
            true => rest.strip_prefix('\''),
            false => Some(rest),
        };
        let name = lifetime.map_or("", |rest| {
            let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_'));
            &rest[..end.unwrap_or(rest.len())]
        });
        if let Some(lifetime) = lifetime {
            rest = &lifetime[name.len()..];
        }
        found.push(name == "static");
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::lifetimes;

    #[test]
    fn lifetimes_come_in_order() {
        assert_eq!(lifetimes("&'static str"), Some(vec![true]));
        assert_eq!(
            lifetimes("HashMap<&'static str, &mut P<'a, 'static>>"),
            Some(vec![true, false, false, true])
        );
        assert_eq!(lifetimes("Box<dyn Fn(&'static str)>"), None);
    }
}
