//! How a type reads itself from a tree: what it asks for, what there is, and what stands in.

use std::collections::btree_map;
use std::iter::Enumerate;
use std::slice;

use serde::de::value::StrDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, IntoDeserializer, MapAccess, SeqAccess, Visitor,
};

use super::FaultCode;
use super::member::TEXT_OR_INTEGER;
use super::recovery::{Place, Reader};
use super::refusal::{Refusal, STANDS_TWICE, no_such_member, one_of};
use super::tree::{Member, Tree};

impl<'t> Reader<'t> {
    fn whole<N: TryFrom<i128> + Into<i128> + Default>(&self, least: N, most: N) -> N {
        let number = self.found(self.tree.whole(), "a whole number", 0);
        N::try_from(number).unwrap_or_else(|_| {
            let (least, most): (i128, i128) = (least.into(), most.into());
            let detail = || format!("a whole number from {least} to {most} is expected");
            self.note(self.place, FaultCode::WrongType, detail);
            N::default()
        })
    }

    fn read_object<'de, V: Visitor<'de>>(
        self,
        known: Option<&'static [&'static str]>,
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        let members = match self.tree {
            Tree::Object(members) => Some(members.iter()),
            _ => None,
        };
        let rest = self.found(members, "an object", btree_map::Iter::default());
        self.told(visitor.visit_map(Members { object: self, rest, known, next: None }))
    }

    /// One of a few words; serde also takes it as the one member of an object, with null.
    fn word(&self) -> Option<&'t str> {
        match self.tree {
            Tree::Text(text) => Some(text),
            Tree::Object(members) if members.len() == 1 => {
                let (name, member) = members.iter().next()?;
                matches!(member.value, Tree::Null).then_some(name)
            }
            _ => None,
        }
    }
}

/// The methods that read whole numbers.
macro_rules! whole_numbers {
    ($($read:ident $visit:ident $type:ident),+ $(,)?) => {$(
        fn $read<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
            self.told(visitor.$visit(self.whole($type::MIN, $type::MAX)))
        }
    )+};
}

impl<'de> Deserializer<'de> for Reader<'_> {
    type Error = Refusal;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        match self.tree {
            Tree::Null => self.told(visitor.visit_unit()),
            Tree::Bool(value) => self.told(visitor.visit_bool(*value)),
            Tree::Number(number) => {
                self.told(match (number.as_u64(), number.as_i64(), number.as_f64()) {
                    (Some(number), _, _) => visitor.visit_u64(number),
                    (None, Some(number), _) => visitor.visit_i64(number),
                    (None, None, number) => visitor.visit_f64(number.unwrap_or_default()),
                })
            }
            Tree::Text(text) => self.told(visitor.visit_str(text)),
            Tree::Array(_) => self.deserialize_seq(visitor),
            Tree::Object(_) => self.deserialize_map(visitor),
        }
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        let value = match self.tree {
            Tree::Bool(value) => Some(*value),
            _ => None,
        };
        self.told(visitor.visit_bool(self.found(value, "true or false", false)))
    }

    whole_numbers! {
        deserialize_i8 visit_i8 i8, deserialize_i16 visit_i16 i16, deserialize_i32 visit_i32 i32,
        deserialize_i64 visit_i64 i64, deserialize_u8 visit_u8 u8, deserialize_u16 visit_u16 u16,
        deserialize_u32 visit_u32 u32, deserialize_u64 visit_u64 u64,
    }

    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_f64(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        let number = match self.tree {
            Tree::Number(number) => number.as_f64(),
            _ => None,
        };
        self.told(visitor.visit_f64(self.found(number, "a number", 0.0)))
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        let text = match self.tree {
            Tree::Text(text) => Some(text.as_str()),
            _ => None,
        };
        self.told(visitor.visit_str(self.found(text, "a string", "")))
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.told(match self.tree {
            Tree::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        })
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        let fits = matches!(self.tree, Tree::Null | Tree::Text(_)) || self.tree.whole().is_some();
        if name == TEXT_OR_INTEGER && !fits {
            self.expected("a string or a whole number");
            return self.told(visitor.visit_unit());
        }
        self.told(visitor.visit_newtype_struct(self))
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        let elements = match self.tree {
            Tree::Array(elements) => Some(elements.iter().enumerate()),
            _ => None,
        };
        let rest = self.found(elements, "an array", [].iter().enumerate());
        self.told(visitor.visit_seq(Elements { array: self, rest }))
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Refusal> {
        self.read_object(None, visitor)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _name: &'static str,
        members: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        self.read_object(Some(members), visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _name: &'static str,
        words: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Refusal> {
        let known = match self.word() {
            Some(word) if words.contains(&word) => Some(word),
            Some(_) => {
                self.note(self.place, FaultCode::UnknownValue, || one_of(words));
                None
            }
            None => {
                self.expected("a string");
                None
            }
        };
        let Some(word) = known.or_else(|| words.first().copied()) else {
            return Err(Refusal::Told);
        };
        self.told(visitor.visit_enum(IntoDeserializer::<Refusal>::into_deserializer(word)))
    }

    serde::forward_to_deserialize_any! {
        i128 u128 char bytes byte_buf unit unit_struct tuple tuple_struct identifier ignored_any
    }
}

/// The elements of an array, one after the other.
struct Elements<'t> {
    array: Reader<'t>,
    rest: Enumerate<slice::Iter<'t, Tree>>,
}

impl<'de> SeqAccess<'de> for Elements<'_> {
    type Error = Refusal;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Refusal> {
        let Some((index, tree)) = self.rest.next() else { return Ok(None) };
        let place = Place::Element(&self.array.place, index);
        seed.deserialize(Reader { tree, place, notes: self.array.notes }).map(Some)
    }
}

/// The members of an object that the type knows, one after the other; the others are noted and passed over.
struct Members<'t> {
    object: Reader<'t>,
    rest: btree_map::Iter<'t, String, Member>,
    known: Option<&'static [&'static str]>,
    next: Option<(&'t str, &'t Tree)>,
}

impl<'de> MapAccess<'de> for Members<'_> {
    type Error = Refusal;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Refusal> {
        for (name, member) in self.rest.by_ref() {
            let place = Place::Member(&self.object.place, name);
            if let Some(known) = self.known.filter(|known| !known.contains(&name.as_str())) {
                self.object.note(place, FaultCode::UnknownMember, || no_such_member(known));
                continue;
            }
            if member.is_repeated {
                let detail = || STANDS_TWICE.to_owned();
                self.object.note(place, FaultCode::DuplicateMember, detail);
            }
            self.next = Some((name, &member.value));
            let name: StrDeserializer<'_, Refusal> = name.as_str().into_deserializer();
            return seed.deserialize(name).map(Some);
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Refusal> {
        let Some((name, tree)) = self.next.take() else {
            return Err(Refusal::custom("a member without a value"));
        };
        let place = Place::Member(&self.object.place, name);
        seed.deserialize(Reader { tree, place, notes: self.object.notes })
    }
}
