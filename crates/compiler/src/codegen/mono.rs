//! Instances and what they share: the worklist, data, strings, vtables, messages.

use std::{
    cell::{Cell, RefCell},
    collections::{BTreeMap, HashMap, HashSet},
    rc::Rc,
};

use analysis::{
    AdtDef, Session,
    thir::{Owner, Span},
    ty::{AdtId, Args, ClosureId, ConstId, DynTy, FnId, StaticId, Ty, TyKind},
};
use bytecode::{DATA_BASE, FuncId, Function, Place, code_address};

use super::{Error, MirSource, layout::Layout, types::Frame};
use crate::mir::{BodyKind, Mir};

/// A function of the program: a body with arguments, or one that nobody wrote.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Instance {
    Fn(FnId, Args),
    Closure(ClosureId, Args),
    /// Polls a future.
    Coroutine(ClosureId, Args),
    /// `call_once` of a closure that takes itself by reference.
    ClosureOnce(Ty),
    /// A closure without captures as a function pointer: takes the arguments one by one.
    ClosurePointer(Ty),
    /// A trait's method whose implementation is built in, as a function.
    Builtin(FnId, Args),
    /// A trait's method that takes `self` by value, for vtables: takes a pointer to move out of.
    ByPointer(FnId, Args),
    Ctor(AdtId, u32, Args),
    Drop(Ty),
    /// `Clone::clone` (the trait's method) of a tuple, array, closure or function.
    Clone(FnId, Ty),
    /// Gives a constant's value; evaluates it at the first call.
    Const(ConstId, Args),
    /// Gives the address of a constant to which something refers.
    ConstAddress(ConstId, Args),
    /// The same for a promoted value: which one of which body.
    Promoted(BodyKey, Vec<u32>, Args),
    /// Evaluates a constant, promoted or static and writes it to its place.
    ConstBody(ConstId, Args),
    PromotedBody(BodyKey, Vec<u32>, Args),
    StaticBody(StaticId),
    /// A part of an async body that has a frame of its own, see `outline`.
    Outlined(ClosureId, u32, Args),
    Entry(FnId),
}

/// Names a MIR body: of an item, or of a closure written in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct BodyKey {
    pub owner: Owner,
    pub closure: Option<ClosureId>,
}

/// A MIR body inside the shared one of its item.
#[derive(Clone)]
pub struct BodyRef {
    root: Rc<Mir>,
    nested: Option<usize>,
    promoted: Vec<u32>,
    pub key: BodyKey,
}

impl BodyRef {
    pub fn get(&self) -> &Mir {
        let mut mir = match self.nested {
            Some(index) => &self.root.nested[index],
            None => &self.root,
        };
        for index in &self.promoted {
            mir = &mir.promoted[*index as usize];
        }
        mir
    }
    pub fn promoted_path(&self) -> &[u32] {
        &self.promoted
    }
}

pub struct Cx<'a, 'db> {
    pub session: &'a Session<'db>,
    source: &'a dyn MirSource,
    instances: RefCell<HashMap<Instance, FuncId>>,
    work: RefCell<Vec<(FuncId, Instance)>>,
    pub functions: RefCell<Vec<Option<Function>>>,
    pub data: RefCell<Vec<u8>>,
    strings: RefCell<HashMap<Vec<u8>, u32>>,
    pub messages: RefCell<Vec<String>>,
    message_ids: RefCell<HashMap<String, u32>>,
    vtables: RefCell<BTreeMap<(u32, u32), u32>>,
    vtable_list: RefCell<Vec<VTable>>,
    /// Vtables to be filled when the layouts they tell are known.
    unfilled: RefCell<Vec<Unfilled>>,
    upcasts: RefCell<HashMap<&'static TyKind, Vec<&'static DynTy>>>,
    type_numbers: RefCell<HashMap<Ty, u32>>,
    places: RefCell<HashMap<Span, Place>>,
    pub layouts: RefCell<HashMap<Ty, Rc<Layout>>>,
    pub in_layout: RefCell<HashSet<Ty>>,
    pub drops: RefCell<HashMap<Ty, bool>>,
    pub adts: RefCell<HashMap<AdtId, Rc<AdtDef>>>,
    /// The frames of async bodies; `None` while one is compiled.
    frames: RefCell<Frames>,
    statics: RefCell<HashMap<StaticId, u32>>,
    /// Initialisers in the order in which they must run.
    pub static_order: RefCell<Vec<FuncId>>,
    pub value_cells: RefCell<HashMap<Instance, u32>>,
    depth: Cell<u32>,
    pub outlined: RefCell<HashMap<(ClosureId, u32, Args), Rc<Mir>>>,
}

type Frames = HashMap<(ClosureId, Args), Option<Rc<Frame>>>;

/// A vtable's place, its type, what it is for, and that without auto traits.
type Unfilled = (u32, Ty, &'static DynTy, Ty);

struct VTable {
    concrete: Ty,
    principal: u32,
    at: u32,
    upcast_base: u32,
}

/// Words of a vtable before its methods: drop, size, align.
pub const VTABLE_HEAD: u32 = 3;
/// Words after its methods for the vtables of other traits it is upcast to.
const UPCASTS: u32 = 6;

impl<'a, 'db> Cx<'a, 'db> {
    pub fn new(session: &'a Session<'db>, source: &'a dyn MirSource) -> Cx<'a, 'db> {
        Cx {
            session,
            source,
            instances: RefCell::default(),
            work: RefCell::default(),
            functions: RefCell::default(),
            data: RefCell::default(),
            strings: RefCell::default(),
            messages: RefCell::default(),
            message_ids: RefCell::default(),
            vtables: RefCell::default(),
            vtable_list: RefCell::default(),
            upcasts: RefCell::default(),
            type_numbers: RefCell::default(),
            places: RefCell::default(),
            layouts: RefCell::default(),
            in_layout: RefCell::default(),
            drops: RefCell::default(),
            adts: RefCell::default(),
            frames: RefCell::default(),
            statics: RefCell::default(),
            static_order: RefCell::default(),
            value_cells: RefCell::default(),
            depth: Cell::new(0),
            outlined: RefCell::default(),
            unfilled: RefCell::default(),
        }
    }

    // -- bodies --

    pub fn body(&self, owner: Owner) -> Result<BodyRef, Error> {
        let root = self.source.mir(owner)?;
        Ok(BodyRef {
            root,
            nested: None,
            promoted: Vec::new(),
            key: BodyKey {
                owner,
                closure: None,
            },
        })
    }

    pub fn closure_body(&self, id: ClosureId) -> Result<BodyRef, Error> {
        let (owner, _) = self.session.closure(id);
        let root = self.source.mir(owner)?;
        let is_it = |mir: &Mir| matches!(mir.kind, BodyKind::Closure(c) | BodyKind::Coroutine(c) if c == id);
        let nested = root.nested.iter().position(is_it);
        let key = BodyKey {
            owner,
            closure: Some(id),
        };
        match nested {
            Some(_) => Ok(BodyRef {
                root,
                nested,
                promoted: Vec::new(),
                key,
            }),
            None => Err(Error::new("a closure's body is missing")),
        }
    }

    pub fn promoted_body(&self, key: BodyKey, path: &[u32]) -> Result<BodyRef, Error> {
        let mut body = match key.closure {
            Some(id) => self.closure_body(id)?,
            None => self.body(key.owner)?,
        };
        body.promoted = path.to_vec();
        Ok(body)
    }

    // -- instances --

    pub fn function(&self, instance: Instance) -> FuncId {
        if let Some(known) = self.instances.borrow().get(&instance) {
            return *known;
        }
        let id = {
            let mut functions = self.functions.borrow_mut();
            functions.push(None);
            functions.len() as FuncId - 1
        };
        self.instances.borrow_mut().insert(instance.clone(), id);
        self.work.borrow_mut().push((id, instance));
        id
    }

    /// Compiles all that is asked for, and what that asks for.
    pub fn run(&self) -> Result<(), Error> {
        loop {
            let next = self.work.borrow_mut().pop();
            match next {
                Some((id, instance)) => self.compile(id, &instance)?,
                None if !self.fill_vtable()? => return Ok(()),
                None => {}
            }
        }
    }

    fn compile(&self, id: FuncId, instance: &Instance) -> Result<(), Error> {
        if self.functions.borrow()[id as usize].is_some() {
            return Ok(());
        }
        let named = |error: Error| Error {
            within: error
                .within
                .clone()
                .or_else(|| Some(self.instance_name(instance))),
            ..error
        };
        let function = self.make(instance).map_err(named)?;
        // A coroutine is stored by the one who asked for its frame first.
        let slot = &mut self.functions.borrow_mut()[id as usize];
        slot.get_or_insert(function);
        Ok(())
    }

    fn make(&self, instance: &Instance) -> Result<Function, Error> {
        match instance {
            Instance::Fn(id, args) => self
                .compile_body(&self.body(Owner::Fn(*id))?, *args, instance)
                .map(|done| done.0),
            Instance::Closure(id, args) => self
                .compile_body(&self.closure_body(*id)?, *args, instance)
                .map(|done| done.0),
            Instance::Coroutine(id, args) => {
                self.compile_coroutine(*id, *args)?;
                let id = self.function(instance.clone());
                self.functions.borrow()[id as usize]
                    .clone()
                    .ok_or_else(|| Error::new("a coroutine was not compiled"))
            }
            Instance::ClosureOnce(ty) => self.closure_once(*ty),
            Instance::ClosurePointer(ty) => self.closure_pointer(*ty),
            Instance::Builtin(id, args) => self.builtin_method(*id, *args),
            Instance::ByPointer(id, args) => self.by_pointer(*id, *args),
            Instance::Ctor(adt, variant, args) => self.constructor(*adt, *variant, *args),
            Instance::Drop(ty) => self.drop_glue(*ty),
            Instance::Clone(method, ty) => self.clone_glue(*method, *ty),
            Instance::Const(..) | Instance::ConstAddress(..) | Instance::Promoted(..) => {
                self.value_getter(instance)
            }
            Instance::ConstBody(id, args) => self
                .compile_body(&self.body(Owner::Const(*id))?, *args, instance)
                .map(|done| done.0),
            Instance::PromotedBody(key, path, args) => self
                .compile_body(&self.promoted_body(*key, path)?, *args, instance)
                .map(|done| done.0),
            Instance::StaticBody(id) => self
                .compile_body(&self.body(Owner::Static(*id))?, Args::empty(), instance)
                .map(|done| done.0),
            Instance::Outlined(id, part, args) => {
                let mir = self.outlined.borrow().get(&(*id, *part, *args)).cloned();
                let root = mir.ok_or_else(|| Error::new("a part of an async body is missing"))?;
                let key = self.closure_body(*id)?.key;
                let body = BodyRef {
                    root,
                    nested: None,
                    promoted: Vec::new(),
                    key,
                };
                self.compile_body(&body, *args, instance).map(|done| done.0)
            }
            Instance::Entry(main) => self.entry_function(*main),
        }
    }

    /// The frame of an async body, which is its future's layout: compiles the body if that is not done.
    pub fn compile_coroutine(&self, id: ClosureId, args: Args) -> Result<Rc<Frame>, Error> {
        let known = self.frames.borrow().get(&(id, args)).cloned();
        match known {
            Some(Some(frame)) => return Ok(frame),
            Some(None) => {
                let body = self.closure_body(id)?;
                let error =
                    Error::new("recursion in an async fn requires boxing").at(body.get().span);
                return Err(Error {
                    code: Some("E0733"),
                    ..error
                });
            }
            None => {}
        }
        self.deeper()?;
        self.frames.borrow_mut().insert((id, args), None);
        let instance = Instance::Coroutine(id, args);
        let made = self
            .closure_body(id)
            .and_then(|body| self.compile_body(&body, args, &instance));
        self.depth.set(self.depth.get() - 1);
        if made.is_err() {
            // It may have failed only because it holds one that was being compiled around it.
            self.frames.borrow_mut().remove(&(id, args));
        }
        let (function, align) = made.map_err(|e| Error {
            within: e
                .within
                .clone()
                .or_else(|| Some(self.instance_name(&instance))),
            ..e
        })?;
        let captures = function
            .coroutine
            .as_ref()
            .map(|c| c.captures.clone())
            .unwrap_or_default();
        let frame = Rc::new(Frame {
            size: function.frame_size,
            align,
            captures,
        });
        self.frames
            .borrow_mut()
            .insert((id, args), Some(frame.clone()));
        let func = self.function(instance);
        self.functions.borrow_mut()[func as usize] = Some(function);
        Ok(frame)
    }

    /// Bodies that need each other's results are compiled recursively; their depth is bounded.
    fn deeper(&self) -> Result<(), Error> {
        self.depth.set(self.depth.get() + 1);
        if self.depth.get() > 128 {
            return Err(Error::new("futures are nested too deep"));
        }
        Ok(())
    }

    pub fn instance_name(&self, instance: &Instance) -> String {
        let of = |ty: &Ty| self.session.display(*ty);
        match instance {
            Instance::Fn(id, args) => match args.first() {
                None => self.session.fn_sig(*id).path.clone(),
                Some(_) => {
                    let args: Vec<String> = args
                        .iter()
                        .filter_map(|arg| match arg {
                            analysis::ty::Arg::Ty(ty) => Some(of(ty)),
                            analysis::ty::Arg::Const(analysis::ty::Const::Value(value)) => {
                                Some(value.to_string())
                            }
                            _ => None,
                        })
                        .collect();
                    let path = &self.session.fn_sig(*id).path;
                    if args.is_empty() {
                        path.clone()
                    } else {
                        format!("{path}::<{}>", args.join(", "))
                    }
                }
            },
            Instance::Closure(id, _) | Instance::Coroutine(id, _) => match self.closure_body(*id) {
                Ok(body) => body.get().name.clone(),
                Err(_) => "{closure}".to_owned(),
            },
            Instance::ClosureOnce(ty) => format!("call_once of {}", of(ty)),
            Instance::ClosurePointer(ty) => format!("function pointer to {}", of(ty)),
            Instance::Builtin(id, _) => format!("{} (built in)", self.session.fn_sig(*id).path),
            Instance::ByPointer(id, _) => {
                format!("{} (behind a vtable)", self.session.fn_sig(*id).path)
            }
            Instance::Ctor(adt, variant, _) => {
                let def = self.adt(*adt);
                def.variants
                    .get(*variant as usize)
                    .map_or_else(|| def.name.clone(), |v| v.name.clone())
            }
            Instance::Drop(ty) => format!("drop of {}", of(ty)),
            Instance::Clone(_, ty) => format!("clone of {}", of(ty)),
            Instance::Const(..) | Instance::ConstAddress(..) | Instance::ConstBody(..) => {
                "const".to_owned()
            }
            Instance::Promoted(..) | Instance::PromotedBody(..) => "promoted constant".to_owned(),
            Instance::StaticBody(_) => "static".to_owned(),
            Instance::Outlined(id, _, args) => {
                format!(
                    "{} (boxing itself)",
                    self.instance_name(&Instance::Coroutine(*id, *args))
                )
            }
            Instance::Entry(_) => "entry".to_owned(),
        }
    }

    // -- data --

    /// Reserves zeroed bytes in the program's data; gives their offset.
    pub fn reserve(&self, size: u32, align: u32) -> u32 {
        let mut data = self.data.borrow_mut();
        let at = data.len().next_multiple_of(align.max(1) as usize);
        data.resize(at + size as usize, 0);
        at as u32
    }

    /// A string or byte literal: equal ones are one.
    pub fn literal(&self, bytes: &[u8]) -> u32 {
        if let Some(known) = self.strings.borrow().get(bytes) {
            return *known;
        }
        let at = self.reserve(bytes.len() as u32, if bytes.len() == 16 { 16 } else { 1 });
        self.write_data(at, bytes);
        self.strings.borrow_mut().insert(bytes.to_vec(), at);
        at
    }

    pub fn write_data(&self, at: u32, bytes: &[u8]) {
        self.data.borrow_mut()[at as usize..at as usize + bytes.len()].copy_from_slice(bytes);
    }

    fn write_word(&self, at: u32, word: u64) {
        self.write_data(at, &word.to_le_bytes());
    }

    pub fn message(&self, text: &str) -> u32 {
        if let Some(known) = self.message_ids.borrow().get(text) {
            return *known;
        }
        let mut messages = self.messages.borrow_mut();
        messages.push(text.to_owned());
        let id = messages.len() as u32 - 1;
        self.message_ids.borrow_mut().insert(text.to_owned(), id);
        id
    }

    pub fn place(&self, span: Span) -> Place {
        *self.places.borrow_mut().entry(span).or_insert_with(|| {
            let (file, line, column) = self.session.place(span);
            Place { file, line, column }
        })
    }

    /// A number for each type, for `TypeId` and the tables here; the same in every run of the compiler.
    pub fn type_number(&self, ty: Ty) -> u32 {
        let mut numbers = self.type_numbers.borrow_mut();
        let next = numbers.len() as u32 + 1;
        *numbers.entry(ty).or_insert(next)
    }

    /// A static's place; its initialiser is compiled at the first mention, so that it runs after those it mentions.
    pub fn static_place(&self, id: StaticId) -> Result<u32, Error> {
        if let Some(at) = self.statics.borrow().get(&id) {
            return Ok(*at);
        }
        let ty = self.concrete(self.session.static_ty(id), Args::empty());
        let layout = self.layout(ty)?;
        let at = self.reserve(self.size(ty)?, layout.align as u32);
        self.statics.borrow_mut().insert(id, at);
        let instance = Instance::StaticBody(id);
        self.value_cells.borrow_mut().insert(instance.clone(), at);
        let func = self.function(instance.clone());
        self.deeper()?;
        let done = self.compile(func, &instance);
        self.depth.set(self.depth.get() - 1);
        done?;
        self.static_order.borrow_mut().push(func);
        Ok(at)
    }

    // -- vtables --

    /// The vtable of a type for a `dyn` type, as an offset in the data.
    pub fn vtable(&self, concrete: Ty, dynamic: &'static DynTy) -> Result<u32, Error> {
        // Auto traits have no methods: `dyn Any` and `dyn Any + Send` share a vtable.
        let principal = Ty::new(TyKind::Dyn(DynTy {
            auto: analysis::ty::List::empty(),
            ..dynamic.clone()
        }));
        let key = (self.type_number(concrete), self.type_number(principal));
        if let Some(known) = self.vtables.borrow().get(&key) {
            return Ok(*known);
        }
        let methods = self.slots_of(dynamic, concrete).len() as u32;
        let upcast_base = VTABLE_HEAD + methods;
        let at = self.reserve((upcast_base + UPCASTS) * 8, 8);
        self.vtables.borrow_mut().insert(key, at);
        self.vtable_list.borrow_mut().push(VTable {
            concrete,
            principal: key.1,
            at,
            upcast_base,
        });
        self.unfilled
            .borrow_mut()
            .push((at, concrete, dynamic, principal));
        Ok(at)
    }

    fn slots_of(&self, dynamic: &'static DynTy, concrete: Ty) -> Vec<Option<(FnId, Args)>> {
        match dynamic.principal {
            Some(_) => self.session.vtable_methods(dynamic, concrete),
            None => Vec::new(),
        }
    }

    /// Writes one vtable; false if there is none left. Not done at once: the type may be a future whose own body
    /// asks for the vtable, before its size is known.
    fn fill_vtable(&self) -> Result<bool, Error> {
        let next = self.unfilled.borrow_mut().pop();
        let Some((at, concrete, dynamic, principal)) = next else {
            return Ok(false);
        };
        let layout = self.layout(concrete)?;
        if self.needs_drop(concrete)? {
            self.write_word(at, code_address(self.function(Instance::Drop(concrete))));
        }
        self.write_word(at + 8, layout.size);
        self.write_word(at + 16, layout.align);
        let methods = self.slots_of(dynamic, concrete);
        for (index, method) in methods.iter().enumerate() {
            if let Some((method, args)) = method
                && let Some(func) = self.vtable_entry(*method, *args)?
            {
                self.write_word(at + (VTABLE_HEAD + index as u32) * 8, code_address(func));
            }
        }
        let upcast_base = VTABLE_HEAD + methods.len() as u32;
        let targets = self
            .upcasts
            .borrow()
            .get(principal.kind())
            .cloned()
            .unwrap_or_default();
        for (index, target) in targets.into_iter().enumerate() {
            let to = self.vtable(concrete, target)?;
            self.write_word(
                at + (upcast_base + index as u32) * 8,
                DATA_BASE + u64::from(to),
            );
        }
        Ok(true)
    }

    /// Which word of `from`'s vtables points to the vtable for `to`.
    pub fn upcast_word(&self, from: &'static DynTy, to: &'static DynTy) -> Result<u32, Error> {
        let methods = self
            .slots_of(from, Ty::new(TyKind::Dyn(from.clone())))
            .len() as u32;
        let base = VTABLE_HEAD + methods;
        let principal = Ty::new(TyKind::Dyn(DynTy {
            auto: analysis::ty::List::empty(),
            ..from.clone()
        }));
        let (index, fresh) = {
            let mut upcasts = self.upcasts.borrow_mut();
            let targets = upcasts.entry(principal.kind()).or_default();
            match targets.iter().position(|t| *t == to) {
                Some(index) => (index as u32, false),
                None => {
                    targets.push(to);
                    (targets.len() as u32 - 1, true)
                }
            }
        };
        if index >= UPCASTS {
            return Err(Error::new("too many different upcasts of one trait object"));
        }
        if fresh {
            let number = self.type_number(principal);
            let known: Vec<(Ty, u32, u32)> = (self.vtable_list.borrow().iter())
                .filter(|v| v.principal == number)
                .map(|v| (v.concrete, v.at, v.upcast_base))
                .collect();
            for (concrete, at, upcast_base) in known {
                let target = self.vtable(concrete, to)?;
                self.write_word(
                    at + (upcast_base + index) * 8,
                    DATA_BASE + u64::from(target),
                );
            }
        }
        Ok(base + index)
    }
}
