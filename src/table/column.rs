//! Columns: every field of a kind, custom fields, and figures that are computed.

use crate::model::{Choice, CustomType, FieldSpec, FieldType, Kind, Text, Value, Workspace};
use crate::words::{Common, Lang, Table as Words, field_label};

/// A figure that is computed and cannot be typed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derived {
    /// Status in force.
    Status,
    /// Status computed by rule.
    Computed,
    /// Approved budget.
    Approved,
    /// Landing.
    Landing,
    /// Landing against revised budget, as a share.
    Gap,
    /// Committed so far.
    Committed,
    /// Consumed so far.
    Consumed,
    /// Slip in working days.
    Slip,
    /// The next milestone and its day.
    Next,
}

impl Derived {
    /// Every figure with its key and words.
    const ALL: [(Self, &'static str); 9] = [
        (Self::Status, "status"),
        (Self::Computed, "computed"),
        (Self::Approved, "approved"),
        (Self::Landing, "landing"),
        (Self::Gap, "gap"),
        (Self::Committed, "committed"),
        (Self::Consumed, "consumed"),
        (Self::Slip, "slip"),
        (Self::Next, "next"),
    ];

    fn label(self, lang: Lang) -> &'static str {
        match self {
            Self::Status => Words::Status.text(lang),
            Self::Computed => Words::Computed.text(lang),
            Self::Approved => Common::Approved.text(lang),
            Self::Landing => Words::Landing.text(lang),
            Self::Gap => Words::Gap.text(lang),
            Self::Committed => Common::Committed.text(lang),
            Self::Consumed => Common::Consumed.text(lang),
            Self::Slip => Common::Slip.text(lang),
            Self::Next => Words::NextMilestone.text(lang),
        }
    }

    const fn is_number(self) -> bool {
        !matches!(self, Self::Status | Self::Computed | Self::Next)
    }
}

/// Where the cells of a column come from.
#[derive(Clone, Debug, PartialEq)]
pub enum Source {
    /// A declared field.
    Declared(&'static str, FieldType),
    /// A custom field of projects: its type and options.
    Custom(CustomType, Vec<Text>),
    /// Computed.
    Computed(Derived),
}

/// One column.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its key in addresses and preferences.
    pub key: String,
    /// Its head.
    pub label: String,
    /// Where its cells come from.
    pub source: Source,
    /// Aligned right.
    pub is_number: bool,
    /// Its width in pixels.
    pub width: u32,
    /// Stays at this many pixels from the left edge; `None` where it goes with the others.
    pub left: Option<u32>,
}

impl Column {
    /// Can a person type into it?
    #[must_use]
    pub fn is_editable(&self) -> bool {
        !matches!(self.source, Source::Computed(_))
    }

    /// Can rows be grouped and filtered by it?
    #[must_use]
    pub fn is_list(&self) -> bool {
        match &self.source {
            Source::Declared(_, ty) => {
                matches!(
                    ty,
                    FieldType::Choice(_) | FieldType::Ref(_) | FieldType::Tags | FieldType::Flag
                ) || matches!(self.key.as_str(), "project_type" | "customer")
            }
            Source::Custom(holds, _) => matches!(holds, CustomType::Choice | CustomType::Flag),
            Source::Computed(derived) => matches!(derived, Derived::Status | Derived::Computed),
        }
    }

    /// The field as the edit commands name it.
    #[must_use]
    pub fn field(&self) -> Option<&str> {
        self.is_editable().then_some(self.key.as_str())
    }
}

/// Returns every column of a kind; private notes are among them only in the browser, never in an extract.
#[must_use]
pub fn columns(workspace: &Workspace, kind: Kind, lang: Lang) -> Vec<Column> {
    let declared = kind
        .fields()
        .iter()
        .filter(|spec| !spec.hidden)
        .map(|spec| match spec.key {
            "code" => Column {
                width: code_width(workspace, kind),
                ..declared(kind, spec, lang)
            },
            _ => declared(kind, spec, lang),
        });
    if kind != Kind::Project {
        return declared.collect();
    }
    let own = workspace.own_fields().into_iter().map(|field| {
        let holds = field
            .holds
            .as_ref()
            .and_then(Choice::known)
            .unwrap_or(CustomType::Text);
        Column {
            key: field.key.to_string(),
            label: field.name.to_string(),
            source: Source::Custom(holds, field.options.to_vec()),
            is_number: holds == CustomType::Number,
            width: 120,
            left: None,
        }
    });
    let computed = Derived::ALL.into_iter().map(|(derived, key)| Column {
        key: key.to_owned(),
        label: derived.label(lang).to_owned(),
        source: Source::Computed(derived),
        is_number: derived.is_number(),
        width: match derived {
            Derived::Next => 200,
            // Wide enough for "Not reported" in both languages.
            Derived::Status | Derived::Computed => 126,
            _ => 92,
        },
        left: None,
    });
    declared.chain(computed).chain(own).collect()
}

fn declared(kind: Kind, spec: &'static FieldSpec, lang: Lang) -> Column {
    Column {
        key: spec.key.to_owned(),
        label: field_label(kind, spec.key, lang).to_owned(),
        source: Source::Declared(spec.key, spec.ty),
        is_number: is_number(spec.ty),
        width: width(spec),
        left: None,
    }
}

/// Returns the column of a field, hidden ones too; `None` where the kind has no such field or figure.
#[must_use]
pub fn column(workspace: &Workspace, kind: Kind, key: &str, lang: Lang) -> Option<Column> {
    match kind.field(key) {
        Some(spec) => Some(declared(kind, spec, lang)),
        None => columns(workspace, kind, lang)
            .into_iter()
            .find(|c| c.key == key),
    }
}

/// Returns the keys of the columns that are shown where a person chose none.
#[must_use]
pub fn default_columns(kind: Kind) -> Vec<String> {
    let keys: &[&str] = match kind {
        Kind::Project => &[
            "name",
            "code",
            "status",
            "programme",
            "unit",
            "manager",
            "approved",
            "landing",
            "gap",
            "consumed",
            "forecast_start",
            "forecast_finish",
            "slip",
            "progress",
            "phase",
        ],
        _ => {
            return kind
                .fields()
                .iter()
                .filter(|s| !s.hidden && !s.private)
                .map(|s| s.key.to_owned())
                .collect();
        }
    };
    keys.iter().map(|key| (*key).to_owned()).collect()
}

/// Wide enough for the codes that are there: some organisations write whole sentences into them.
fn code_width(workspace: &Workspace, kind: Kind) -> u32 {
    let letters = workspace
        .records(kind)
        .filter_map(|record| match record.get("code") {
            Some(Value::Text(code)) => Some(code.chars().count()),
            _ => None,
        });
    let longest = letters.max().unwrap_or(0);
    u32::try_from(longest * 8 + 18).unwrap_or(0).clamp(84, 190)
}

const fn is_number(ty: FieldType) -> bool {
    matches!(
        ty,
        FieldType::Date
            | FieldType::Money
            | FieldType::Percent
            | FieldType::Number
            | FieldType::Whole
            | FieldType::Span
    )
}

fn width(spec: &FieldSpec) -> u32 {
    match (spec.key, spec.ty) {
        ("name", _) => 230,
        ("code", _) => 84,
        (_, FieldType::Markdown) => 260,
        (_, FieldType::Ref(_) | FieldType::Tags) => 168,
        (_, FieldType::Date) => 108,
        (_, FieldType::Flag) => 84,
        (_, FieldType::Percent | FieldType::Whole | FieldType::Span) => 92,
        _ => 128,
    }
}
