//! A typed body as text, for tests and for those who work on the library.

use std::fmt::Write as _;

use crate::{
    Session,
    thir::{Block, Body, ExprId, ExprKind, PatId, PatKind, Statement},
    ty::{Args, Const, FnId, Mutability},
};

impl Session<'_> {
    /// The body as nested calls of its kinds, one statement or arm to a line.
    pub fn dump(&self, body: &Body) -> String {
        let mut dumper = Dumper {
            session: self,
            body,
            out: String::new(),
            depth: 0,
        };
        let _ = write!(dumper.out, "fn {}(", self.owner_name(body.owner));
        for (index, param) in body.params.iter().enumerate() {
            if index > 0 {
                dumper.out.push_str(", ");
            }
            dumper.pat(param.pat);
            let _ = write!(dumper.out, ": {}", self.display(param.ty));
        }
        let _ = write!(dumper.out, ") -> {} = ", self.display(body.ret));
        dumper.expr(body.root);
        dumper.out.push('\n');
        dumper.out
    }
}

struct Dumper<'s, 'a> {
    session: &'s Session<'a>,
    body: &'s Body,
    out: String,
    depth: usize,
}

fn reference(mutability: Mutability) -> &'static str {
    match mutability {
        Mutability::Not => "&",
        Mutability::Mut => "&mut ",
    }
}

impl Dumper<'_, '_> {
    fn line(&mut self) {
        self.out.push('\n');
        self.out.push_str(&"  ".repeat(self.depth));
    }
    fn function(&mut self, id: FnId, args: Args) {
        let path = self.session.fn_sig(id).path.clone();
        self.out.push_str(&path);
        self.args(args);
    }
    fn args(&mut self, args: Args) {
        use crate::ty::Arg;
        let shown: Vec<String> = args
            .iter()
            .filter_map(|arg| match arg {
                Arg::Ty(ty) => Some(self.session.display(*ty)),
                Arg::Const(konst) => Some(constant(*konst)),
                Arg::Lifetime => None,
            })
            .collect();
        if !shown.is_empty() {
            let _ = write!(self.out, "<{}>", shown.join(", "));
        }
    }
    fn list(&mut self, of: &[ExprId]) {
        self.out.push('(');
        for (index, expr) in of.iter().enumerate() {
            if index > 0 {
                self.out.push_str(", ");
            }
            self.expr(*expr);
        }
        self.out.push(')');
    }
    fn wrap(&mut self, name: &str, of: &[ExprId]) {
        self.out.push_str(name);
        self.list(of);
    }
    fn local(&mut self, id: crate::thir::LocalId) {
        let _ = write!(self.out, "{}", self.body.local(id).name);
    }
    fn typed(&mut self, id: ExprId) {
        let ty = self.session.display(self.body.expr(id).ty);
        let _ = write!(self.out, ": {ty}");
    }
    fn expr(&mut self, id: ExprId) {
        match &self.body.expr(id).kind {
            ExprKind::Local(local) => self.local(*local),
            ExprKind::Static(id) => self.out.push_str(&self.session.static_name(*id)),
            ExprKind::Const(id, args) => {
                self.out.push_str(&self.session.const_name(*id));
                self.args(*args);
            }
            ExprKind::ConstParam(konst) => self.out.push_str(&constant(*konst)),
            ExprKind::Literal(of) => {
                let _ = write!(self.out, "{of:?}");
            }
            ExprKind::ZeroSized => {
                self.out.push_str("zero-sized");
                self.typed(id);
            }
            ExprKind::Call {
                func,
                args,
                operands,
            } => {
                self.function(*func, *args);
                self.list(operands);
            }
            ExprKind::CallPtr { callee, operands } => {
                self.wrap("ptr", &[*callee]);
                self.list(operands);
            }
            ExprKind::Adt {
                adt,
                variant,
                fields,
                base,
            } => {
                let def = self.session.adt(*adt);
                let _ = match def.kind {
                    crate::AdtKind::Enum => write!(
                        self.out,
                        "{}::{}",
                        def.name, def.variants[*variant as usize].name
                    ),
                    _ => write!(self.out, "{}", def.name),
                };
                self.out.push_str(" {");
                for (field, value) in fields {
                    let _ = write!(self.out, " {field}: ");
                    self.expr(*value);
                }
                if let Some(base) = base {
                    self.out.push_str(" ..");
                    self.expr(*base);
                }
                self.out.push_str(" }");
            }
            ExprKind::Tuple(of) => self.list(of),
            ExprKind::Array(of) => self.wrap("array", of),
            ExprKind::Repeat { value, count } => {
                self.wrap("repeat", &[*value]);
                let _ = write!(self.out, "*{}", constant(*count));
            }
            ExprKind::Unary { op, operand } => self.wrap(&format!("{op:?}"), &[*operand]),
            ExprKind::Binary { op, left, right } => self.wrap(&format!("{op:?}"), &[*left, *right]),
            ExprKind::And(left, right) => self.wrap("and", &[*left, *right]),
            ExprKind::Or(left, right) => self.wrap("or", &[*left, *right]),
            ExprKind::Assign { place, value } => self.wrap("assign", &[*place, *value]),
            ExprKind::AssignOp { op, place, value } => {
                self.wrap(&format!("assign{op:?}"), &[*place, *value])
            }
            ExprKind::Destructure { pat, value } => {
                self.out.push_str("destructure ");
                self.pat(*pat);
                self.out.push_str(" = ");
                self.expr(*value);
            }
            ExprKind::Field { base, field } => {
                self.expr(*base);
                let _ = write!(self.out, ".{field}");
            }
            ExprKind::Index { base, index } => self.wrap("index", &[*base, *index]),
            ExprKind::Deref(of) => self.wrap("*", &[*of]),
            ExprKind::Borrow {
                mutability, place, ..
            } => self.wrap(reference(*mutability), &[*place]),
            ExprKind::RawBorrow { mutability, place } => {
                self.wrap(
                    &format!(
                        "&raw {}",
                        if *mutability == Mutability::Mut {
                            "mut "
                        } else {
                            ""
                        }
                    ),
                    &[*place],
                );
            }
            ExprKind::Cast(of) => self.to("cast", *of, id),
            ExprKind::Unsize(of) => self.to("unsize", *of, id),
            ExprKind::Reify(of) => self.to("reify", *of, id),
            ExprKind::NeverToAny(of) => self.wrap("never", &[*of]),
            ExprKind::If {
                condition,
                then,
                otherwise,
            } => {
                self.out.push_str("if ");
                self.expr(*condition);
                self.out.push(' ');
                self.expr(*then);
                if let Some(otherwise) = otherwise {
                    self.out.push_str(" else ");
                    self.expr(*otherwise);
                }
            }
            ExprKind::Let { pat, value } => {
                self.out.push_str("let ");
                self.pat(*pat);
                self.out.push_str(" = ");
                self.expr(*value);
            }
            ExprKind::Match { scrutinee, arms } => {
                self.out.push_str("match ");
                self.expr(*scrutinee);
                self.out.push_str(" {");
                self.depth += 1;
                for arm in arms {
                    self.line();
                    self.pat(arm.pat);
                    if let Some(guard) = arm.guard {
                        self.out.push_str(" if ");
                        self.expr(guard);
                    }
                    self.out.push_str(" => ");
                    self.expr(arm.body);
                }
                self.depth -= 1;
                self.line();
                self.out.push('}');
            }
            ExprKind::Block(block) => self.block(block),
            ExprKind::Loop { body, label } => {
                let _ = write!(self.out, "loop '{} ", label.0);
                self.expr(*body);
            }
            ExprKind::Break { label, value } => {
                let _ = write!(self.out, "break '{}", label.0);
                if let Some(value) = value {
                    self.out.push(' ');
                    self.expr(*value);
                }
            }
            ExprKind::Continue { label } => {
                let _ = write!(self.out, "continue '{}", label.0);
            }
            ExprKind::Return(value) => {
                self.out.push_str("return");
                if let Some(value) = value {
                    self.out.push(' ');
                    self.expr(*value);
                }
            }
            ExprKind::Closure(closure) => {
                let _ = write!(self.out, "{:?}[", closure.kind);
                for (index, capture) in closure.captures.iter().enumerate() {
                    if index > 0 {
                        self.out.push_str(", ");
                    }
                    self.out.push_str(capture.by_ref.map_or("", reference));
                    self.local(capture.local);
                    for step in &capture.path {
                        let _ = match step {
                            crate::thir::CaptureStep::Deref => write!(self.out, ".*"),
                            crate::thir::CaptureStep::Field(field) => write!(self.out, ".{field}"),
                        };
                    }
                    let _ = write!(self.out, ": {}", self.session.display(capture.ty));
                }
                self.out.push_str("] |");
                for (index, param) in closure.params.iter().enumerate() {
                    if index > 0 {
                        self.out.push_str(", ");
                    }
                    self.pat(param.pat);
                    let _ = write!(self.out, ": {}", self.session.display(param.ty));
                }
                let _ = write!(self.out, "| -> {} = ", self.session.display(closure.ret));
                self.expr(closure.body);
            }
            ExprKind::Await(of) => {
                self.out.push_str("await ");
                self.function(of.into_future.0, of.into_future.1);
                self.list(&[of.operand]);
                let _ = write!(self.out, ": {} by ", self.session.display(of.future));
                self.function(of.poll.0, of.poll.1);
            }
        }
    }
    fn to(&mut self, name: &str, of: ExprId, id: ExprId) {
        self.wrap(name, &[of]);
        self.typed(id);
    }
    fn block(&mut self, block: &Block) {
        if let Some(label) = block.label {
            let _ = write!(self.out, "'{} ", label.0);
        }
        self.out
            .push_str(if block.transparent { "super {" } else { "{" });
        self.depth += 1;
        for statement in &block.statements {
            self.line();
            match statement {
                Statement::Let {
                    pat,
                    value,
                    otherwise,
                } => {
                    self.out.push_str("let ");
                    self.pat(*pat);
                    let _ = write!(
                        self.out,
                        ": {}",
                        self.session.display(self.body.pat(*pat).ty)
                    );
                    if let Some(value) = value {
                        self.out.push_str(" = ");
                        self.expr(*value);
                    }
                    if let Some(otherwise) = otherwise {
                        self.out.push_str(" else ");
                        self.expr(*otherwise);
                    }
                }
                Statement::Expr(expr) => self.expr(*expr),
            }
            self.out.push(';');
        }
        if let Some(tail) = block.tail {
            self.line();
            self.expr(tail);
        }
        self.depth -= 1;
        if !block.statements.is_empty() || block.tail.is_some() {
            self.line();
        }
        self.out.push('}');
    }
    fn fields(&mut self, fields: &[(u32, PatId)]) {
        self.out.push_str(" {");
        for (field, pat) in fields {
            let _ = write!(self.out, " {field}: ");
            self.pat(*pat);
        }
        self.out.push_str(" }");
    }
    fn pat(&mut self, id: PatId) {
        match &self.body.pat(id).kind {
            PatKind::Wild => self.out.push('_'),
            PatKind::Bind { local, by_ref, sub } => {
                self.out.push_str(match by_ref {
                    None => "",
                    Some(Mutability::Not) => "ref ",
                    Some(Mutability::Mut) => "ref mut ",
                });
                self.local(*local);
                if let Some(sub) = sub {
                    self.out.push_str(" @ ");
                    self.pat(*sub);
                }
            }
            PatKind::Value(value) => self.expr(*value),
            PatKind::Range {
                low,
                high,
                inclusive,
            } => {
                if let Some(low) = low {
                    self.expr(*low);
                }
                self.out.push_str(if *inclusive { "..=" } else { ".." });
                if let Some(high) = high {
                    self.expr(*high);
                }
            }
            PatKind::Variant {
                adt,
                variant,
                fields,
            } => {
                let def = self.session.adt(*adt);
                let _ = write!(
                    self.out,
                    "{}::{}",
                    def.name, def.variants[*variant as usize].name
                );
                self.fields(fields);
            }
            PatKind::Leaf { fields } => self.fields(fields),
            PatKind::Deref(of) => {
                self.out.push('&');
                self.pat(*of);
            }
            PatKind::Slice {
                prefix,
                rest,
                has_rest,
                suffix,
            } => {
                self.out.push('[');
                for pat in prefix {
                    self.pat(*pat);
                    self.out.push(' ');
                }
                if *has_rest {
                    self.out.push_str("..");
                    if let Some(rest) = rest {
                        self.pat(*rest);
                    }
                    self.out.push(' ');
                }
                for pat in suffix {
                    self.pat(*pat);
                    self.out.push(' ');
                }
                self.out.push(']');
            }
            PatKind::Or(of) => {
                for (index, pat) in of.iter().enumerate() {
                    if index > 0 {
                        self.out.push_str(" | ");
                    }
                    self.pat(*pat);
                }
            }
            PatKind::Place(place) => {
                self.out.push_str("place ");
                self.expr(*place);
            }
        }
    }
}

fn constant(konst: Const) -> String {
    match konst {
        Const::Value(value) => value.to_string(),
        Const::Param(index) => format!("#{index}"),
        Const::Error => "?".to_owned(),
    }
}
