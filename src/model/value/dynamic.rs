//! A value of any field, with the one form in which it is stored.

use super::{Date, Decimal, Id, Markdown, Money, Percent, RawId, Span, Tags, Text, Told};
use crate::model::record::{FieldType, KindTag};
use crate::model::{Choice, ChoiceSet};
use serde_json::Value as Json;

/// The value of a field. A field without a value is `None`, never an empty `Value`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Text, Markdown included; never empty.
    Text(Text),
    /// Labels; never empty.
    Tags(Tags),
    /// A civil day.
    Date(Date),
    /// An amount.
    Money(Money),
    /// A share.
    Percent(Percent),
    /// A decimal.
    Number(Decimal),
    /// A whole number.
    Whole(i64),
    /// A duration or a lag.
    Span(Span),
    /// The key of a choice.
    Choice(Text),
    /// Another record.
    Ref(RawId),
    /// Other records; never empty.
    Refs(Vec<RawId>),
    /// Yes. No is the absence of a value.
    Flag,
    /// A field that this build does not know, or the value of a custom field, as it was read.
    Raw(Json),
}

/// Why a value does not fit a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueError {
    /// The stored form is not that of the field's type.
    WrongType(FieldType),
    /// The field must have a value.
    Missing,
    /// The text is longer than [`Text::LONGEST`] bytes.
    TooLong,
}

impl Value {
    /// Returns whether a text in it is longer than [`Text::LONGEST`]: edits and imports refuse such a value.
    #[must_use]
    pub fn is_too_long(&self) -> bool {
        match self {
            Self::Text(text) | Self::Choice(text) => text.len() > Text::LONGEST,
            Self::Tags(tags) => tags.iter().any(|tag| tag.len() > Text::LONGEST),
            Self::Raw(json) => has_long_text(json),
            _ => false,
        }
    }

    /// Returns the stored form.
    #[must_use]
    pub fn to_json(&self) -> Json {
        match self {
            Self::Text(text) | Self::Choice(text) => Json::from(&**text),
            Self::Tags(tags) => tags.iter().map(|t| Json::from(&**t)).collect(),
            Self::Date(date) => Json::from(date.to_string()),
            Self::Money(money) => Json::from(money.to_string()),
            Self::Percent(percent) => Json::from(percent.to_string()),
            Self::Number(number) => Json::from(number.to_string()),
            Self::Whole(number) => Json::from(*number),
            Self::Span(span) => Json::from(span.to_string()),
            Self::Ref(id) => Json::from(id.to_string()),
            Self::Refs(ids) => ids.iter().map(|id| Json::from(id.to_string())).collect(),
            Self::Flag => Json::from(true),
            Self::Raw(json) => json.clone(),
        }
    }

    /// Reads the stored form of a field of type `ty`; `Ok(None)` for an explicit nothing.
    ///
    /// # Errors
    /// [`ValueError`] when the form is another one.
    pub fn from_told(ty: FieldType, told: &Told) -> Result<Option<Self>, ValueError> {
        let wrong = || ValueError::WrongType(ty);
        let value = match (ty, told) {
            (_, Told::Other(Json::Null)) => return Ok(None),
            (FieldType::Raw, _) => Self::Raw(told.to_json()),
            (_, Told::Text(text)) => return Self::from_text(ty, text),
            (FieldType::Tags, Told::List(list)) => {
                let labels: Option<Vec<Text>> =
                    list.iter().map(|one| one.text().map(Text::from)).collect();
                let tags = Tags::new(labels.ok_or_else(wrong)?);
                if tags.is_empty() {
                    return Ok(None);
                }
                Self::Tags(tags)
            }
            (FieldType::Refs(_), Told::List(list)) => {
                let ids: Option<Vec<RawId>> = list
                    .iter()
                    .map(|one| one.text().and_then(RawId::parse))
                    .collect();
                let ids = ids.ok_or_else(wrong)?;
                if ids.is_empty() {
                    return Ok(None);
                }
                Self::Refs(ids)
            }
            (FieldType::Whole, Told::Other(json)) => Self::Whole(json.as_i64().ok_or_else(wrong)?),
            // A plain number is working days: what lags were before they had a measure.
            (FieldType::Span, Told::Other(json)) => {
                let days = json.as_i64().and_then(Span::days);
                Self::Span(days.ok_or_else(wrong)?)
            }
            (FieldType::Flag, Told::Other(Json::Bool(true))) => Self::Flag,
            (FieldType::Flag, Told::Other(Json::Bool(false))) => return Ok(None),
            _ => return Err(wrong()),
        };
        Ok(Some(value))
    }

    /// Reads the stored form of a field of type `ty` where that is a text; see [`Value::from_told`].
    ///
    /// # Errors
    /// [`ValueError`] when the form is another one.
    fn from_text(ty: FieldType, text: &str) -> Result<Option<Self>, ValueError> {
        let value = match ty {
            FieldType::Text | FieldType::Markdown | FieldType::Choice(_) => {
                if text.is_empty() {
                    return Ok(None);
                }
                match ty {
                    FieldType::Choice(_) => Some(Self::Choice(text.into())),
                    _ => Some(Self::Text(text.into())),
                }
            }
            FieldType::Date => Date::parse(text).map(Self::Date),
            FieldType::Money => Money::parse(text).map(Self::Money),
            FieldType::Percent => Percent::parse(text).map(Self::Percent),
            FieldType::Number => Decimal::parse(text).map(Self::Number),
            FieldType::Span => Span::parse(text).map(Self::Span),
            FieldType::Ref(_) => RawId::parse(text).map(Self::Ref),
            FieldType::Raw => Some(Self::Raw(text.into())),
            FieldType::Tags | FieldType::Refs(_) | FieldType::Whole | FieldType::Flag => None,
        };
        value.map(Some).ok_or(ValueError::WrongType(ty))
    }
}

fn has_long_text(json: &Json) -> bool {
    match json {
        Json::String(text) => text.len() > Text::LONGEST,
        Json::Array(all) => all.iter().any(has_long_text),
        Json::Object(all) => all
            .iter()
            .any(|(key, value)| key.len() > Text::LONGEST || has_long_text(value)),
        _ => false,
    }
}

/// A Rust type that a declared field can have.
pub trait Field: Sized {
    /// The type in the registry.
    const TYPE: FieldType;
    /// Returns the value, `None` when not given.
    fn read(&self) -> Option<Value>;
    /// Builds the field from a value.
    ///
    /// # Errors
    /// [`ValueError::WrongType`] when the value is of another type.
    fn write(value: Option<Value>) -> Result<Self, ValueError>;
}

macro_rules! plain_field {
    ($type:ty, $ty:expr, $variant:ident) => {
        impl Field for Option<$type> {
            const TYPE: FieldType = $ty;
            fn read(&self) -> Option<Value> {
                self.clone().map(Value::$variant)
            }
            fn write(value: Option<Value>) -> Result<Self, ValueError> {
                match value {
                    None => Ok(None),
                    Some(Value::$variant(value)) => Ok(Some(value)),
                    Some(_) => Err(ValueError::WrongType(Self::TYPE)),
                }
            }
        }
    };
}
plain_field!(Date, FieldType::Date, Date);
plain_field!(Money, FieldType::Money, Money);
plain_field!(Percent, FieldType::Percent, Percent);
plain_field!(Decimal, FieldType::Number, Number);
plain_field!(i64, FieldType::Whole, Whole);
plain_field!(Span, FieldType::Span, Span);

macro_rules! text_field {
    ($type:ty, $ty:expr, $text:expr, $make:expr) => {
        impl Field for $type {
            const TYPE: FieldType = $ty;
            fn read(&self) -> Option<Value> {
                let text: &Text = $text(self);
                (!text.is_empty()).then(|| Value::Text(text.clone()))
            }
            fn write(value: Option<Value>) -> Result<Self, ValueError> {
                match value {
                    None => Ok(Self::default()),
                    Some(Value::Text(text)) => Ok($make(text)),
                    Some(_) => Err(ValueError::WrongType(Self::TYPE)),
                }
            }
        }
    };
}
text_field!(Text, FieldType::Text, Text::as_text, std::convert::identity);
text_field!(Markdown, FieldType::Markdown, Markdown::as_text, Markdown);

impl Field for Tags {
    const TYPE: FieldType = FieldType::Tags;
    fn read(&self) -> Option<Value> {
        (!self.is_empty()).then(|| Value::Tags(self.clone()))
    }
    fn write(value: Option<Value>) -> Result<Self, ValueError> {
        match value {
            None => Ok(Self::default()),
            Some(Value::Tags(tags)) => Ok(tags),
            Some(_) => Err(ValueError::WrongType(Self::TYPE)),
        }
    }
}

impl Field for bool {
    const TYPE: FieldType = FieldType::Flag;
    fn read(&self) -> Option<Value> {
        self.then_some(Value::Flag)
    }
    fn write(value: Option<Value>) -> Result<Self, ValueError> {
        match value {
            None => Ok(false),
            Some(Value::Flag) => Ok(true),
            Some(_) => Err(ValueError::WrongType(Self::TYPE)),
        }
    }
}

impl<K: KindTag> Field for Option<Id<K>> {
    const TYPE: FieldType = FieldType::Ref(K::KIND);
    fn read(&self) -> Option<Value> {
        self.map(|id| Value::Ref(id.raw()))
    }
    fn write(value: Option<Value>) -> Result<Self, ValueError> {
        match value {
            None => Ok(None),
            Some(Value::Ref(id)) => Ok(Some(Id::new(id))),
            Some(_) => Err(ValueError::WrongType(Self::TYPE)),
        }
    }
}

impl<K: KindTag> Field for Vec<Id<K>> {
    const TYPE: FieldType = FieldType::Refs(K::KIND);
    fn read(&self) -> Option<Value> {
        (!self.is_empty()).then(|| Value::Refs(self.iter().map(|id| id.raw()).collect()))
    }
    fn write(value: Option<Value>) -> Result<Self, ValueError> {
        match value {
            None => Ok(Self::new()),
            Some(Value::Refs(ids)) => Ok(ids.into_iter().map(Id::new).collect()),
            Some(_) => Err(ValueError::WrongType(Self::TYPE)),
        }
    }
}

impl<E: ChoiceSet> Field for Option<Choice<E>> {
    const TYPE: FieldType = FieldType::Choice(E::KEYS);
    fn read(&self) -> Option<Value> {
        self.as_ref()
            .map(|choice| Value::Choice(choice.key().into()))
    }
    fn write(value: Option<Value>) -> Result<Self, ValueError> {
        match value {
            None => Ok(None),
            Some(Value::Choice(key)) => Ok(Some(Choice::from_key(&key))),
            Some(_) => Err(ValueError::WrongType(Self::TYPE)),
        }
    }
}
