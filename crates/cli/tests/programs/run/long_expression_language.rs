//! A small language: a tokenizer, a parser by precedence, an evaluator with scopes, and typed errors.

use std::collections::HashMap;
use std::error::Error;
use std::fmt;
use std::iter::Peekable;
use std::num::ParseFloatError;
use std::rc::Rc;
use std::str::CharIndices;

#[derive(Debug, Clone, PartialEq)]
enum Token<'s> {
    Number(f64),
    Text(&'s str),
    Name(&'s str),
    Op(&'static str),
    Let,
    Fn,
    If,
    Else,
}

#[derive(Debug)]
enum LexError {
    BadChar { at: usize, c: char },
    BadNumber { at: usize, source: ParseFloatError },
    OpenText { at: usize },
}

#[derive(Debug)]
enum ParseError {
    Lex(LexError),
    Unexpected { found: String, wanted: &'static str },
    End { wanted: &'static str },
}

#[derive(Debug, Clone, PartialEq)]
enum EvalError {
    Unbound(String),
    Type { op: &'static str, left: &'static str, right: &'static str },
    DivideByZero,
    Arity { name: String, wanted: usize, given: usize },
    NotAFunction(&'static str),
    TooDeep,
}

impl fmt::Display for LexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LexError::BadChar { at, c } => write!(f, "unexpected {c:?} at {at}"),
            LexError::BadNumber { at, .. } => write!(f, "bad number at {at}"),
            LexError::OpenText { at } => write!(f, "text from {at} never ends"),
        }
    }
}

impl Error for LexError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            LexError::BadNumber { source, .. } => Some(source),
            _ => None,
        }
    }
}

impl fmt::Display for ParseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            ParseError::Lex(_) => write!(f, "cannot split into tokens"),
            ParseError::Unexpected { found, wanted } => write!(f, "wanted {wanted}, found {found}"),
            ParseError::End { wanted } => write!(f, "wanted {wanted}, but this is the end"),
        }
    }
}

impl Error for ParseError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        if let ParseError::Lex(e) = self { Some(e) } else { None }
    }
}

impl From<LexError> for ParseError {
    fn from(e: LexError) -> Self {
        ParseError::Lex(e)
    }
}

impl fmt::Display for EvalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unbound(name) => write!(f, "{name} is not defined"),
            Self::Type { op, left, right } => write!(f, "{left} {op} {right} makes no sense"),
            Self::DivideByZero => f.write_str("division by zero"),
            Self::Arity { name, wanted, given } => {
                write!(f, "{name} takes {wanted} argument{}, not {given}", if *wanted == 1 { "" } else { "s" })
            }
            Self::NotAFunction(kind) => write!(f, "a {kind} cannot be called"),
            Self::TooDeep => f.write_str("too deep"),
        }
    }
}

impl Error for EvalError {}

struct Lexer<'s> {
    source: &'s str,
    chars: Peekable<CharIndices<'s>>,
}

impl<'s> Lexer<'s> {
    fn new(source: &'s str) -> Self {
        Lexer { source, chars: source.char_indices().peekable() }
    }

    fn take_while(&mut self, start: usize, accept: impl Fn(char) -> bool) -> &'s str {
        let mut end = self.source.len();
        while let Some(&(at, c)) = self.chars.peek() {
            if !accept(c) {
                end = at;
                break;
            }
            self.chars.next();
        }
        &self.source[start..end]
    }
}

const OPS: [&str; 17] =
    ["==", "!=", "<=", ">=", "->", "+", "-", "*", "/", "<", ">", "=", "(", ")", ",", ";", "^"];

impl<'s> Iterator for Lexer<'s> {
    type Item = Result<Token<'s>, LexError>;

    fn next(&mut self) -> Option<Self::Item> {
        while self.chars.next_if(|(_, c)| c.is_whitespace()).is_some() {}
        let &(at, c) = self.chars.peek()?;
        Some(match c {
            '0'..='9' | '.' => {
                let digits = self.take_while(at, |c| c.is_ascii_digit() || c == '.');
                digits.parse().map(Token::Number).map_err(|source| LexError::BadNumber { at, source })
            }
            'a'..='z' | 'A'..='Z' | '_' => {
                Ok(match self.take_while(at, |c| c.is_alphanumeric() || c == '_') {
                    "let" => Token::Let,
                    "fn" => Token::Fn,
                    "if" => Token::If,
                    "else" => Token::Else,
                    name => Token::Name(name),
                })
            }
            '"' => {
                self.chars.next();
                let text = self.take_while(at + 1, |c| c != '"');
                self.chars.next().map(|_| Token::Text(text)).ok_or(LexError::OpenText { at })
            }
            _ => match OPS.iter().find(|op| self.source[at..].starts_with(**op)) {
                Some(op) => {
                    self.chars.nth(op.len() - 1);
                    Ok(Token::Op(op))
                }
                None => Err(LexError::BadChar { at, c }),
            },
        })
    }
}

#[derive(Debug, Clone)]
enum Expr {
    Number(f64),
    Text(Rc<str>),
    Name(String),
    Negate(Box<Expr>),
    Binary(Box<Expr>, &'static str, Box<Expr>),
    Let(String, Box<Expr>, Box<Expr>),
    If(Box<[Expr; 3]>),
    Lambda(Rc<[String]>, Rc<Expr>),
    Call(Box<Expr>, Vec<Expr>),
}

struct Parser<'s> {
    tokens: std::vec::IntoIter<Token<'s>>,
}

type Parsed<T = Expr> = Result<T, ParseError>;

impl<'s> Parser<'s> {
    fn parse(source: &'s str) -> Parsed {
        let tokens = Lexer::new(source).collect::<Result<Vec<_>, _>>()?.into_iter();
        let mut parser = Parser { tokens };
        let expr = parser.expr(0)?;
        match parser.tokens.next() {
            None => Ok(expr),
            Some(token) => Err(ParseError::Unexpected { found: format!("{token:?}"), wanted: "the end" }),
        }
    }

    fn peek(&self) -> Option<&Token<'s>> {
        self.tokens.as_slice().first()
    }

    fn eat(&mut self, op: &str) -> bool {
        let found = matches!(self.peek(), Some(Token::Op(o)) if *o == op);
        if found {
            self.tokens.next();
        }
        found
    }

    fn expect(&mut self, op: &'static str) -> Parsed<()> {
        if self.eat(op) { Ok(()) } else { Err(self.wrong(op)) }
    }

    fn wrong(&self, wanted: &'static str) -> ParseError {
        match self.peek() {
            Some(token) => ParseError::Unexpected { found: format!("{token:?}"), wanted },
            None => ParseError::End { wanted },
        }
    }

    fn name(&mut self) -> Parsed<String> {
        match self.peek() {
            Some(&Token::Name(name)) => {
                self.tokens.next();
                Ok(name.to_owned())
            }
            _ => Err(self.wrong("a name")),
        }
    }

    fn list<T>(&mut self, one: impl Fn(&mut Self) -> Parsed<T>) -> Parsed<Vec<T>> {
        let mut items = vec![];
        while !self.eat(")") {
            if !items.is_empty() {
                self.expect(",")?;
            }
            items.push(one(self)?);
        }
        Ok(items)
    }

    fn expr(&mut self, min: u8) -> Parsed {
        let mut left = self.prefix()?;
        while let Some(&Token::Op(op)) = self.peek() {
            let (lbp, rbp) = match op {
                "==" | "!=" | "<" | ">" | "<=" | ">=" => (1, 2),
                "+" | "-" => (3, 4),
                "*" | "/" => (5, 6),
                "^" => (8, 7),
                "(" => (11, 0),
                _ => break,
            };
            if lbp < min {
                break;
            }
            self.tokens.next();
            left = if op == "(" {
                Expr::Call(Box::new(left), self.list(|p| p.expr(0))?)
            } else {
                Expr::Binary(left.into(), op, self.expr(rbp)?.into())
            };
        }
        Ok(left)
    }

    fn prefix(&mut self) -> Parsed {
        Ok(match self.tokens.next() {
            Some(Token::Number(n)) => Expr::Number(n),
            Some(Token::Text(text)) => Expr::Text(text.into()),
            Some(Token::Name(name)) => Expr::Name(name.into()),
            Some(Token::Op("-")) => Expr::Negate(Box::new(self.expr(9)?)),
            Some(Token::Op("(")) => {
                let inner = self.expr(0)?;
                self.expect(")")?;
                inner
            }
            Some(Token::Let) => {
                let name = self.name()?;
                self.expect("=")?;
                let value = self.expr(0)?;
                self.expect(";")?;
                Expr::Let(name, Box::new(value), Box::new(self.expr(0)?))
            }
            Some(Token::If) => {
                let (test, yes) = (self.expr(0)?, self.expr(0)?);
                match self.tokens.next() {
                    Some(Token::Else) => Expr::If(Box::new([test, yes, self.expr(0)?])),
                    _ => return Err(self.wrong("else")),
                }
            }
            Some(Token::Fn) => {
                self.expect("(")?;
                let names = self.list(Self::name)?;
                self.expect("->")?;
                Expr::Lambda(names.into(), Rc::new(self.expr(0)?))
            }
            Some(token) => {
                return Err(ParseError::Unexpected { found: format!("{token:?}"), wanted: "a value" });
            }
            None => return Err(ParseError::End { wanted: "a value" }),
        })
    }
}

#[derive(Clone)]
enum Value {
    Number(f64),
    Bool(bool),
    Text(Rc<str>),
    Closure { params: Rc<[String]>, body: Rc<Expr>, scope: Scope },
    Builtin(&'static str, fn(f64) -> f64),
}

impl Value {
    fn kind(&self) -> &'static str {
        match self {
            Value::Number(_) => "number",
            Value::Bool(_) => "bool",
            Value::Text(..) => "text",
            Value::Closure { .. } | Value::Builtin(..) => "function",
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Number(n) => n.fmt(f),
            Value::Bool(b) => b.fmt(f),
            Value::Text(text) => fmt::Debug::fmt(text, f),
            Value::Closure { params, .. } => write!(f, "fn({})", params.join(", ")),
            Value::Builtin(name, _) => write!(f, "<{name}>"),
        }
    }
}

#[derive(Clone, Default)]
struct Scope(Option<Rc<Frame>>);

struct Frame {
    vars: HashMap<String, Value>,
    parent: Scope,
}

impl Scope {
    fn get(&self, name: &str) -> Option<&Value> {
        let frame = self.0.as_deref()?;
        frame.vars.get(name).or_else(|| frame.parent.get(name))
    }

    fn with(&self, vars: impl IntoIterator<Item = (String, Value)>) -> Scope {
        Scope(Some(Rc::new(Frame { vars: vars.into_iter().collect(), parent: self.clone() })))
    }
}

fn eval(expr: &Expr, scope: &Scope, depth: usize) -> Result<Value, EvalError> {
    let depth = depth.checked_sub(1).ok_or(EvalError::TooDeep)?;
    Ok(match expr {
        Expr::Number(n) => Value::Number(*n),
        Expr::Text(text) => Value::Text(Rc::clone(text)),
        Expr::Name(name) => {
            scope.get(name).cloned().ok_or_else(|| EvalError::Unbound(name.clone()))?
        }
        Expr::Negate(inner) => match eval(inner, scope, depth)? {
            Value::Number(n) => Value::Number(-n),
            other => return Err(EvalError::Type { op: "-", left: "nothing", right: other.kind() }),
        },
        Expr::Binary(left, op, right) => {
            let (l, r) = (eval(left, scope, depth)?, eval(right, scope, depth)?);
            match (&l, *op, &r) {
                (Value::Number(_), "/", Value::Number(0.0)) => return Err(EvalError::DivideByZero),
                (&Value::Number(a), op, &Value::Number(b)) => match op {
                    "+" => Value::Number(a + b),
                    "-" => Value::Number(a - b),
                    "*" => Value::Number(a * b),
                    "/" => Value::Number(a / b),
                    "^" => Value::Number(a.powf(b)),
                    "<" => Value::Bool(a < b),
                    ">" => Value::Bool(a > b),
                    "<=" => Value::Bool(a <= b),
                    ">=" => Value::Bool(a >= b),
                    "==" => Value::Bool(a == b),
                    _ => Value::Bool(a != b),
                },
                (Value::Text(a), "+", b) => match b {
                    Value::Text(b) => Value::Text(format!("{a}{b}").into()),
                    b => Value::Text(format!("{a}{b}").into()),
                },
                (Value::Text(a), "==", Value::Text(b)) => Value::Bool(a == b),
                (l, op, r) => return Err(EvalError::Type { op, left: l.kind(), right: r.kind() }),
            }
        }
        Expr::Let(name, value, body) => {
            let value = eval(value, scope, depth)?;
            eval(body, &scope.with([(name.clone(), value)]), depth)?
        }
        Expr::If(parts) => {
            let [test, yes, no] = &**parts;
            match eval(test, scope, depth)? {
                Value::Bool(true) => eval(yes, scope, depth)?,
                Value::Bool(false) => eval(no, scope, depth)?,
                other => return Err(EvalError::Type { op: "is", left: other.kind(), right: "bool" }),
            }
        }
        Expr::Lambda(params, body) => {
            Value::Closure { params: params.clone(), body: body.clone(), scope: scope.clone() }
        }
        Expr::Call(callee, args) => {
            let function = eval(callee, scope, depth)?;
            let mut values = Vec::with_capacity(args.len());
            for arg in args {
                values.push(eval(arg, scope, depth)?);
            }
            match function {
                Value::Closure { params, body, scope } if params.len() == values.len() => {
                    eval(&body, &scope.with(params.iter().cloned().zip(values)), depth)?
                }
                Value::Closure { params, .. } => {
                    let name = String::from("closure");
                    return Err(EvalError::Arity { name, wanted: params.len(), given: values.len() });
                }
                Value::Builtin(name, f) => match values.as_slice() {
                    [Value::Number(n)] => Value::Number(f(*n)),
                    [other] => return Err(EvalError::Type { op: name, left: "of", right: other.kind() }),
                    all => return Err(EvalError::Arity { name: name.into(), wanted: 1, given: all.len() }),
                },
                other => return Err(EvalError::NotAFunction(other.kind())),
            }
        }
    })
}

fn run(source: &str, globals: &Scope) -> Result<String, Box<dyn Error>> {
    let expr = Parser::parse(source)?;
    let value = eval(&expr, globals, 60)?;
    Ok(value.to_string())
}

fn main() {
    let globals = Scope::default().with([
        ("sqrt".to_string(), Value::Builtin("sqrt", f64::sqrt)),
        ("floor".to_string(), Value::Builtin("floor", |n| n.floor())),
        ("pi".to_string(), Value::Number(std::f64::consts::PI)),
    ]);
    let sources = [
        "1 + 2 * 3", "(1 + 2) * -3", "2 ^ 3 ^ 2", "10 / 4 - 1", "\"a\" + \"b\" + 1.5", "1 < 2",
        "let x = 5; let y = x * x; y - x", "if 1 > 2 \"yes\" else \"no\"", "fn(a, b) -> a + b",
        "(fn(a, b) -> a * b)(6, 7)", "let add = fn(a) -> fn(b) -> a + b; add(3)(4)",
        "let fact = fn(self, n) -> if n <= 1 1 else n * self(self, n - 1); fact(fact, 6)",
        "floor(sqrt(17) * pi)", "sqrt", "1 / 0", "x + 1", "1 + \"a\"", "\"a\" - 1", "2(3)", "sqrt(1, 2)",
        "(fn(a) -> a)()", "let f = fn(f) -> f(f); f(f)", "1 +", "1 2", "let 3 = 4; 5", "(1", "1.2.3 + 1",
        "3 $ 4", "\"open", "if 1 2", "-\"x\"", "if 3 4 else 5", "",
    ];
    for source in sources {
        match run(source, &globals) {
            Ok(value) => println!("{source} = {value}"),
            Err(e) => {
                let mut text = e.to_string();
                let mut cause = e.source();
                while let Some(inner) = cause {
                    text += &format!(": {inner}");
                    cause = inner.source();
                }
                let stage = if e.is::<ParseError>() { "parse" } else { "eval" };
                println!("{source} ! {stage} error: {text}");
                if let Some(EvalError::Unbound(name)) = e.downcast_ref() {
                    println!("  (define it: let {name} = ...)");
                }
            }
        }
    }
}
