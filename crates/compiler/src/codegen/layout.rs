//! Layouts: the size, alignment and field offsets of a type, from the layouts of its parts.
//!
//! The algorithm is rustc's (`rustc_abi::layout`), so that `size_of` says what it says there: fields are
//! reordered by alignment, and an enum keeps its tag in the spare values (*niche*) of a field where it can.
//! This module knows no types: `types.rs` walks them and asks here.

use std::cmp::Reverse;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    /// For an unsized type the size of the part before its tail.
    pub size: u64,
    /// For an unsized type the alignment of what is known.
    pub align: u64,
    pub shape: Shape,
    pub niche: Option<Niche>,
    /// No value can exist.
    pub uninhabited: bool,
    pub is_unsized: bool,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A number, `bool`, `char`, thin pointer; or two words of a fat one.
    Scalar,
    /// Also tuples and closures: offsets in the order of declaration.
    Struct(Vec<u64>),
    Array {
        stride: u64,
        count: u64,
    },
    Union,
    Enum {
        tag: Tag,
        variants: Vec<Vec<u64>>,
    },
    /// The frame of an async body.
    Coroutine,
}

/// How an enum tells its variants apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tag {
    /// Only this variant can exist.
    Single(u32),
    /// An integer of `size` bytes; `values[variant]` zero-extended.
    Direct {
        offset: u64,
        size: u64,
        values: Vec<u128>,
    },
    /// Spare values of a field of `untagged`: `start + (variant - first)`, wrapping, for the variants from `first` on.
    Niche {
        offset: u64,
        size: u64,
        untagged: u32,
        first: u32,
        count: u32,
        start: u128,
    },
}

/// A scalar with values that mean nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Niche {
    pub offset: u64,
    pub size: u64,
    /// The valid values, inclusive; wraps around when `start > end`.
    pub start: u128,
    pub end: u128,
}

pub fn max_of(size: u64) -> u128 {
    if size >= 16 {
        u128::MAX
    } else {
        (1 << (size * 8)) - 1
    }
}

impl Niche {
    pub fn available(&self) -> u128 {
        let max = max_of(self.size);
        self.start.wrapping_sub(self.end.wrapping_add(1) & max) & max
    }

    /// Takes `count` spare values: the first of them, and what is left.
    fn reserve(self, count: u128) -> Option<(u128, Niche)> {
        let max = max_of(self.size);
        if count > self.available() {
            return None;
        }
        let before = || {
            let start = self.start.wrapping_sub(count) & max;
            Some((start, Niche { start, ..self }))
        };
        let after = || {
            let start = self.end.wrapping_add(1) & max;
            Some((
                start,
                Niche {
                    end: self.end.wrapping_add(count) & max,
                    ..self
                },
            ))
        };
        // Zero is the best value to compare with: grow the range to the side where it lies.
        if self.start > self.end {
            after()
        } else if self.start <= max - self.end {
            if count <= self.start {
                before()
            } else {
                after()
            }
        } else {
            let end = self.end.wrapping_add(count) & max;
            if (1..=self.end).contains(&end) {
                before()
            } else {
                after()
            }
        }
    }
}

pub fn round_up(value: u64, align: u64) -> u64 {
    value.div_ceil(align) * align
}

impl Layout {
    pub fn scalar(size: u64) -> Layout {
        Layout {
            size,
            align: size.max(1),
            shape: Shape::Scalar,
            niche: None,
            uninhabited: false,
            is_unsized: false,
        }
    }
    /// A scalar whose values are `start..=end`.
    pub fn ranged(size: u64, start: u128, end: u128) -> Layout {
        Layout {
            niche: Some(Niche {
                offset: 0,
                size,
                start,
                end,
            }),
            ..Layout::scalar(size)
        }
    }
    /// A pointer that may be null when `nullable`.
    pub fn pointer(fat: bool, nullable: bool) -> Layout {
        let thin = if nullable {
            Layout::scalar(8)
        } else {
            Layout::ranged(8, 1, max_of(8))
        };
        if fat {
            Layout { size: 16, ..thin }
        } else {
            thin
        }
    }
    pub fn unit() -> Layout {
        Layout {
            shape: Shape::Struct(Vec::new()),
            ..Layout::scalar(0)
        }
    }
    pub fn never() -> Layout {
        Layout {
            uninhabited: true,
            ..Layout::unit()
        }
    }
    /// `str`, `[T]` and `dyn`: an unsized tail of which only (for slices) the alignment is known.
    pub fn tail(align: u64) -> Layout {
        Layout {
            is_unsized: true,
            align,
            ..Layout::unit()
        }
    }
    pub fn array(of: &Layout, count: u64) -> Option<Layout> {
        Some(Layout {
            size: of.size.checked_mul(count)?,
            align: of.align,
            shape: Shape::Array {
                stride: of.size,
                count,
            },
            niche: if count == 0 { None } else { of.niche },
            uninhabited: of.uninhabited && count != 0,
            is_unsized: false,
        })
    }
    pub fn union_of(fields: &[&Layout]) -> Layout {
        let align = fields.iter().map(|f| f.align).max().unwrap_or(1);
        let size = fields.iter().map(|f| f.size).max().unwrap_or(0);
        Layout {
            size: round_up(size, align),
            align,
            shape: Shape::Union,
            niche: None,
            uninhabited: false,
            is_unsized: false,
        }
    }
    /// A struct, tuple or closure.
    pub fn structure(fields: &[&Layout], order: Order) -> Layout {
        fields_layout(fields, order, 0)
    }
    pub fn is_zst(&self) -> bool {
        self.size == 0 && !self.is_unsized
    }
    fn spare(&self) -> u128 {
        self.niche.map_or(0, |n| n.available())
    }
    fn absent(&self, fields: &[&Layout]) -> bool {
        self.uninhabited && fields.iter().all(|f| f.is_zst())
    }
    fn offsets_mut(&mut self) -> &mut Vec<u64> {
        match &mut self.shape {
            Shape::Struct(offsets) => offsets,
            _ => unreachable!("variants are laid out as structs"),
        }
    }
    fn into_offsets(self) -> Vec<u64> {
        match self.shape {
            Shape::Struct(offsets) => offsets,
            _ => Vec::new(),
        }
    }
}

/// Which fields may change places.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Order {
    Free,
    /// All but the last, which may be unsized in another instance of the type.
    LastStays,
    /// None: `repr(C)`.
    Declared,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Bias {
    Start,
    End,
}

fn fields_layout(fields: &[&Layout], order: Order, prefix: u64) -> Layout {
    let layout = biased(fields, order, prefix, Bias::Start);
    // An enum can pack other variants beside a niche that lies at an edge.
    if let (Some(niche), true, true) = (layout.niche, order == Order::Free, fields.len() > 1) {
        let head = niche.offset;
        let tail = layout.size - head - niche.size;
        if head != 0 && tail > 0 {
            let other = biased(fields, order, prefix, Bias::End);
            if let Some(n) = other.niche
                && head > other.size - n.offset - n.size
            {
                return other;
            }
        }
    }
    layout
}

fn biased(fields: &[&Layout], rule: Order, prefix: u64, bias: Bias) -> Layout {
    let mut order: Vec<usize> = (0..fields.len()).collect();
    let sized = match fields.last() {
        Some(last) if last.is_unsized => fields.len() - 1,
        _ => fields.len(),
    };
    let is_unsized = sized < fields.len();
    let sized = match rule {
        Order::LastStays => fields.len().saturating_sub(1),
        Order::Free | Order::Declared => sized,
    };
    if rule != Order::Declared && fields.len() > 1 {
        let max_align = fields[..sized].iter().map(|f| f.align).max().unwrap_or(1);
        let largest_niche = fields[..sized].iter().map(|f| f.spare()).max().unwrap_or(0);
        let group = |f: &Layout| {
            let by_size = f.align.max(f.size).trailing_zeros();
            match bias {
                _ if largest_niche == 0 => by_size,
                Bias::Start => max_align.trailing_zeros().min(by_size),
                Bias::End if f.spare() == largest_niche => f.align.trailing_zeros(),
                Bias::End => by_size,
            }
        };
        if prefix > 0 {
            order[..sized].sort_by_key(|&i| (group(fields[i]), fields[i].spare()));
        } else {
            order[..sized].sort_by_key(|&i| {
                let f = fields[i];
                let (spare, inner) = match bias {
                    Bias::Start => (!f.spare(), f.niche.map_or(0, |n| n.offset)),
                    Bias::End => (
                        f.spare(),
                        f.niche.map_or(0, |n| !(f.size - n.size - n.offset)),
                    ),
                };
                (!f.is_zst(), Reverse(group(f)), spare, inner)
            });
        }
    }
    let mut offsets = vec![0; fields.len()];
    let (mut at, mut align) = (prefix, prefix.max(1));
    let mut niche: Option<Niche> = None;
    for &i in &order {
        let f = fields[i];
        at = round_up(at, f.align);
        align = align.max(f.align);
        offsets[i] = at;
        if let Some(n) = f.niche {
            let known = niche.map_or(0, |n| n.available());
            if n.available() > known || (bias == Bias::End && n.available() >= known) {
                niche = Some(Niche {
                    offset: n.offset + at,
                    ..n
                });
            }
        }
        at += f.size;
    }
    Layout {
        size: if is_unsized { at } else { round_up(at, align) },
        align,
        shape: Shape::Struct(offsets),
        niche,
        uninhabited: fields.iter().any(|f| f.uninhabited),
        is_unsized,
    }
}

/// With a `repr` of its own an enum keeps the order of its fields.
fn declared(shape: &EnumShape<'_>) -> Order {
    if shape.repr_size.is_some() {
        Order::Declared
    } else {
        Order::Free
    }
}

/// What an enum's declaration says.
pub struct EnumShape<'a> {
    /// Fields of each variant.
    pub variants: Vec<Vec<&'a Layout>>,
    pub discriminants: &'a [i128],
    /// `repr(u8)` …: the tag's size in bytes. Then there is no niche and no reordering across the tag.
    pub repr_size: Option<u64>,
}

pub fn enum_layout(shape: &EnumShape<'_>) -> Layout {
    let plain: Vec<Layout> = shape
        .variants
        .iter()
        .map(|fields| Layout::structure(fields, declared(shape)))
        .collect();
    let absent: Vec<bool> = plain
        .iter()
        .zip(&shape.variants)
        .map(|(l, f)| l.absent(f))
        .collect();
    let mut present = (0..plain.len()).filter(|&i| !absent[i]);
    let (one, two) = (present.next(), present.next());
    if shape.repr_size.is_none() && two.is_none() {
        let Some(one) = one else {
            let variants = plain.into_iter().map(Layout::into_offsets).collect();
            return Layout {
                shape: Shape::Enum {
                    tag: Tag::Single(0),
                    variants,
                },
                ..Layout::never()
            };
        };
        let (size, align, niche, uninhabited) = (
            plain[one].size,
            plain[one].align,
            plain[one].niche,
            plain[one].uninhabited,
        );
        let variants = plain.into_iter().map(Layout::into_offsets).collect();
        let shape = Shape::Enum {
            tag: Tag::Single(one as u32),
            variants,
        };
        return Layout {
            size,
            align,
            niche,
            uninhabited,
            shape,
            is_unsized: false,
        };
    }
    let tagged = tagged_layout(shape, &absent);
    if shape.repr_size.is_some() {
        return tagged;
    }
    match niche_layout(plain, &absent) {
        Some(n)
            if tagged.size > n.size || (tagged.size == n.size && tagged.spare() < n.spare()) =>
        {
            n
        }
        _ => tagged,
    }
}

fn niche_layout(mut variants: Vec<Layout>, absent: &[bool]) -> Option<Layout> {
    let align = variants.iter().map(|v| v.align).max()?;
    // The last one among equals, as `max_by_key` says.
    let largest = (0..variants.len()).max_by_key(|&i| variants[i].size)?;
    let needs = |i: usize| i != largest && !absent[i];
    let first = (0..variants.len()).find(|&i| needs(i))?;
    let last = (0..variants.len()).rfind(|&i| needs(i))?;
    let count = last - first + 1;
    let niche = variants[largest].niche?;
    let (start, left) = niche.reserve(count as u128)?;
    let size = variants[largest].size;
    let uninhabited = variants.iter().all(|v| v.uninhabited);
    for (i, variant) in variants.iter_mut().enumerate() {
        if i == largest || variant.size <= niche.offset {
            continue;
        }
        let by = round_up(niche.offset + niche.size, variant.align);
        if by + variant.size > size {
            return None;
        }
        variant.offsets_mut().iter_mut().for_each(|o| *o += by);
    }
    let tag = Tag::Niche {
        offset: niche.offset,
        size: niche.size,
        untagged: largest as u32,
        first: first as u32,
        count: count as u32,
        start,
    };
    Some(Layout {
        size: round_up(size, align),
        align,
        shape: Shape::Enum {
            tag,
            variants: variants.into_iter().map(Layout::into_offsets).collect(),
        },
        niche: Some(left),
        uninhabited,
        is_unsized: false,
    })
}

fn tagged_layout(shape: &EnumShape<'_>, absent: &[bool]) -> Layout {
    let values = || {
        shape
            .discriminants
            .iter()
            .zip(absent)
            .filter(|(_, absent)| !**absent)
            .map(|(d, _)| *d)
    };
    let (min, max) = (values().min().unwrap_or(0), values().max().unwrap_or(0));
    let fits = |size: u64| {
        let bits = size * 8;
        if min < 0 {
            min >= -(1 << (bits - 1)) && max < (1 << (bits - 1))
        } else {
            bits >= 128 || max < (1 << bits)
        }
    };
    let least = shape
        .repr_size
        .unwrap_or_else(|| [1, 2, 4, 8].into_iter().find(|s| fits(*s)).unwrap_or(8));
    let mut start_align = 256;
    let mut variants: Vec<Layout> = Vec::new();
    for fields in &shape.variants {
        let layout = fields_layout(fields, declared(shape), least);
        let Shape::Struct(offsets) = &layout.shape else {
            continue;
        };
        let mut by_offset: Vec<usize> = (0..fields.len()).collect();
        by_offset.sort_by_key(|&i| (offsets[i], fields[i].size));
        if let Some(&i) = by_offset
            .iter()
            .find(|&&i| !(fields[i].is_zst() && fields[i].align == 1))
        {
            start_align = start_align.min(fields[i].align);
        }
        variants.push(layout);
    }
    // The tag may fill the padding up to the first field: more spare values for an enum around this one.
    let wider = if shape.repr_size.is_some() || start_align == 256 {
        least
    } else {
        start_align.min(8).max(least)
    };
    let mut align = wider;
    let mut size = wider;
    for variant in &mut variants {
        if wider > least {
            variant
                .offsets_mut()
                .iter_mut()
                .filter(|o| **o == least)
                .for_each(|o| *o = wider);
        }
        align = align.max(variant.align);
        size = size.max(variant.size);
    }
    let mask = max_of(wider);
    let niche = Niche {
        offset: 0,
        size: wider,
        start: min as u128 & mask,
        end: max as u128 & mask,
    };
    let values = shape
        .discriminants
        .iter()
        .map(|d| *d as u128 & mask)
        .collect();
    let uninhabited = variants.iter().all(|v| v.uninhabited);
    Layout {
        size: round_up(size, align),
        align,
        niche: (niche.available() > 0).then_some(niche),
        shape: Shape::Enum {
            tag: Tag::Direct {
                offset: 0,
                size: wider,
                values,
            },
            variants: variants.into_iter().map(Layout::into_offsets).collect(),
        },
        uninhabited,
        is_unsized: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::mem::size_of;

    fn int(size: u64) -> Layout {
        Layout::scalar(size)
    }
    fn boolean() -> Layout {
        Layout::ranged(1, 0, 1)
    }
    fn reference() -> Layout {
        Layout::pointer(false, false)
    }
    fn of(variants: &[&[&Layout]]) -> Layout {
        let discriminants: Vec<i128> = (0..variants.len() as i128).collect();
        enum_layout(&EnumShape {
            variants: variants.iter().map(|v| v.to_vec()).collect(),
            discriminants: &discriminants,
            repr_size: None,
        })
    }
    fn option(of_: &Layout) -> Layout {
        of(&[&[], &[of_]])
    }
    fn tuple(fields: &[&Layout]) -> Layout {
        Layout::structure(fields, Order::Free)
    }

    #[test]
    fn structs_are_as_small_as_rustc_makes_them() {
        assert_eq!(
            tuple(&[&int(1), &int(4), &int(1)]).size,
            size_of::<(u8, u32, u8)>() as u64
        );
        assert_eq!(
            tuple(&[&int(1), &int(8), &int(2), &int(4)]).size,
            size_of::<(u8, u64, u16, u32)>() as u64
        );
        assert_eq!(
            tuple(&[&int(1), &int(16)]).size,
            size_of::<(u8, u128)>() as u64
        );
        assert_eq!(
            tuple(&[&boolean(), &Layout::array(&int(1), 16).unwrap()]).size,
            size_of::<(bool, [u8; 16])>() as u64
        );
        assert_eq!(tuple(&[]).size, 0);
    }

    #[test]
    fn options_use_spare_values() {
        let ordering = enum_layout(&EnumShape {
            variants: vec![vec![]; 3],
            discriminants: &[-1, 0, 1],
            repr_size: Some(1),
        });
        let chars = Layout::ranged(4, 0, 0x10FFFF);
        assert_eq!(option(&reference()).size, 8);
        assert_eq!(
            option(&option(&reference())).size,
            size_of::<Option<Option<&u8>>>() as u64
        );
        assert_eq!(
            option(&Layout::pointer(true, false)).size,
            size_of::<Option<&str>>() as u64
        );
        assert_eq!(option(&boolean()).size, size_of::<Option<bool>>() as u64);
        assert_eq!(
            option(&option(&boolean())).size,
            size_of::<Option<Option<bool>>>() as u64
        );
        assert_eq!(option(&chars).size, size_of::<Option<char>>() as u64);
        assert_eq!(option(&int(4)).size, size_of::<Option<u32>>() as u64);
        assert_eq!(
            option(&option(&int(4))).size,
            size_of::<Option<Option<u32>>>() as u64
        );
        assert_eq!(
            option(&option(&option(&int(8)))).size,
            size_of::<Option<Option<Option<u64>>>>() as u64
        );
        assert_eq!(
            option(&ordering).size,
            size_of::<Option<std::cmp::Ordering>>() as u64
        );
        assert_eq!(
            option(&Layout::array(&reference(), 2).unwrap()).size,
            size_of::<Option<[&u8; 2]>>() as u64
        );
        assert_eq!(
            option(&tuple(&[&int(4), &boolean()])).size,
            size_of::<Option<(u32, bool)>>() as u64
        );
    }

    #[test]
    fn none_of_a_reference_is_null_and_of_a_bool_is_two() {
        let niche = |l: Layout| match l.shape {
            Shape::Enum {
                tag: Tag::Niche {
                    start, untagged, ..
                },
                ..
            } => (start, untagged),
            other => panic!("{other:?}"),
        };
        assert_eq!(niche(option(&reference())), (0, 1));
        assert_eq!(niche(option(&boolean())), (2, 1));
    }

    #[test]
    fn enums_with_data_are_as_small_as_rustc_makes_them() {
        #[expect(dead_code)]
        enum Jagged<'a> {
            A(&'a u8, u32),
            B(u32),
            C,
        }
        #[expect(dead_code)]
        enum Three {
            A(u8, u32),
            B(u16),
            C(u64, u8),
        }
        #[expect(dead_code)]
        enum Packed {
            A(bool, [u8; 7]),
            B([u8; 6]),
            C,
        }
        let jagged = of(&[&[&reference(), &int(4)], &[&int(4)], &[]]);
        assert_eq!(jagged.size, size_of::<Jagged<'_>>() as u64);
        let three = of(&[&[&int(1), &int(4)], &[&int(2)], &[&int(8), &int(1)]]);
        assert_eq!(three.size, size_of::<Three>() as u64);
        assert_eq!(option(&three).size, size_of::<Option<Three>>() as u64);
        let (seven, six) = (
            Layout::array(&int(1), 7).unwrap(),
            Layout::array(&int(1), 6).unwrap(),
        );
        let packed = of(&[&[&boolean(), &seven], &[&six], &[]]);
        assert_eq!(packed.size, size_of::<Packed>() as u64);
        assert_eq!(option(&packed).size, size_of::<Option<Packed>>() as u64);
    }

    #[test]
    fn impossible_variants_take_no_room() {
        assert_eq!(
            of(&[&[&int(8)], &[&Layout::never()]]).size,
            size_of::<Result<u64, std::convert::Infallible>>() as u64
        );
        assert_eq!(
            of(&[&[&int(8)], &[&reference()]]).size,
            size_of::<Result<u64, &u8>>() as u64
        );
        assert_eq!(of(&[]).size, 0);
    }

    #[test]
    fn vector_like_structs_have_a_niche() {
        // Option<String> is as large as String.
        let vec = tuple(&[&int(8), &reference(), &int(8)]);
        assert_eq!((vec.size, option(&vec).size), (24, 24));
        assert_eq!(of(&[&[&vec], &[&int(8)]]).size, 24);
    }
}
