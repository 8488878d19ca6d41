//! Addresses: where a person is, with the settings of the view. A view is a link.

use crate::model::{Date, Kind, RawId, SmallMap, Value, Workspace};

/// A screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Page {
    /// The portfolio at a glance.
    #[default]
    Cockpit,
    /// The whole portfolio on one page: what it is for, its figures, its projects.
    Portfolio,
    /// Projects on a time axis.
    Roadmap,
    /// The tasks of the whole portfolio.
    Plan,
    /// Status matrix and report round.
    Status,
    /// All projects in a table.
    Projects,
    /// One project: its code (or identity), then the tab.
    Project(String, String),
    /// All programmes.
    Programmes,
    /// One programme, by code or identity.
    Programme(String),
    /// All units.
    Units,
    /// One unit, by code or identity.
    Unit(String),
    /// Objectives and key figures.
    Objectives,
    /// One objective, by code or identity.
    Objective(String),
    /// One key figure, by code or identity.
    Kpi(String),
    /// Import of files.
    Import,
    /// Data and backups.
    Data,
    /// Settings.
    Settings,
    /// All keys.
    Keys,
    /// An address that no screen has.
    Unknown(String),
}

impl Page {
    /// Returns the page of a record, for the kinds that have one each: by code, else by identity.
    #[must_use]
    pub fn of(workspace: &Workspace, kind: Kind, id: RawId) -> Option<Self> {
        let key = key_of_record(workspace, kind, id);
        match kind {
            Kind::Portfolio => Some(Self::Portfolio),
            Kind::Project => Some(Self::Project(key, String::new())),
            Kind::Programme => Some(Self::Programme(key)),
            Kind::Unit => Some(Self::Unit(key)),
            Kind::Objective => Some(Self::Objective(key)),
            Kind::Kpi => Some(Self::Kpi(key)),
            _ => None,
        }
    }

    fn path(&self) -> String {
        match self {
            Self::Cockpit => "cockpit".to_owned(),
            Self::Portfolio => "portfolio".to_owned(),
            Self::Roadmap => "roadmap".to_owned(),
            Self::Plan => "plan".to_owned(),
            Self::Status => "status".to_owned(),
            Self::Projects => "projects".to_owned(),
            Self::Project(code, tab) if tab.is_empty() => format!("projects/{}", encode(code)),
            Self::Project(code, tab) => format!("projects/{}/{}", encode(code), encode(tab)),
            Self::Programmes => "programmes".to_owned(),
            Self::Programme(code) => format!("programmes/{}", encode(code)),
            Self::Units => "units".to_owned(),
            Self::Unit(code) => format!("units/{}", encode(code)),
            Self::Objectives => "objectives".to_owned(),
            Self::Objective(code) => format!("objectives/{}", encode(code)),
            Self::Kpi(code) => format!("kpis/{}", encode(code)),
            Self::Import => "import".to_owned(),
            Self::Data => "data".to_owned(),
            Self::Settings => "settings".to_owned(),
            Self::Keys => "keys".to_owned(),
            Self::Unknown(path) => path.clone(),
        }
    }

    fn from_path(path: &str) -> Self {
        let parts: Vec<String> = path
            .split('/')
            .filter(|p| !p.is_empty())
            .map(decode)
            .collect();
        let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
        let own = |text: &&str| (*text).to_owned();
        match parts.as_slice() {
            [] | ["cockpit"] => Self::Cockpit,
            ["portfolio"] => Self::Portfolio,
            ["roadmap"] => Self::Roadmap,
            ["plan"] => Self::Plan,
            ["status"] => Self::Status,
            ["projects"] => Self::Projects,
            ["projects", code] => Self::Project(own(code), String::new()),
            ["projects", code, tab] => Self::Project(own(code), own(tab)),
            ["programmes"] => Self::Programmes,
            ["programmes", code] => Self::Programme(own(code)),
            ["units"] => Self::Units,
            ["units", code] => Self::Unit(own(code)),
            ["objectives"] => Self::Objectives,
            ["objectives", code] => Self::Objective(own(code)),
            ["kpis", code] => Self::Kpi(own(code)),
            ["import"] => Self::Import,
            ["data"] => Self::Data,
            ["settings"] => Self::Settings,
            ["keys"] => Self::Keys,
            _ => Self::Unknown(path.to_owned()),
        }
    }
}

/// A screen with the settings of its view.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Route {
    /// The screen.
    pub page: Page,
    /// The settings of the view, in the order of their names.
    pub query: SmallMap<String, String>,
}

impl Route {
    /// A screen with the settings it has by default.
    #[must_use]
    pub fn to(page: Page) -> Self {
        Self {
            page,
            query: SmallMap::new(),
        }
    }

    /// Reads the part of an address behind `#`.
    #[must_use]
    pub fn parse(fragment: &str) -> Self {
        let text = fragment.trim_start_matches('#').trim_start_matches('/');
        let (path, query) = text.split_once('?').unwrap_or((text, ""));
        let query = crate::model::SmallMap::from_iter(
            query
                .split('&')
                .filter(|pair| !pair.is_empty())
                .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
                .map(|(name, value)| (decode(name), decode(value))),
        );
        Self {
            page: Page::from_path(path),
            query,
        }
    }

    /// Returns the address with its `#`.
    #[must_use]
    pub fn href(&self) -> String {
        let query: Vec<String> = self
            .query
            .iter()
            .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
            .collect();
        let mark = if query.is_empty() { "" } else { "?" };
        format!("#/{}{mark}{}", self.page.path(), query.join("&"))
    }

    /// Returns the same view with one setting changed; an empty value removes it.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Self {
        let mut query = self.query.clone();
        if value.is_empty() {
            query.remove(name);
        } else {
            query.insert(name.to_owned(), value.to_owned());
        }
        Self {
            page: self.page.clone(),
            query,
        }
    }

    /// Returns a setting of the view, empty when not set.
    #[must_use]
    pub fn get(&self, name: &str) -> &str {
        self.query.get(name).map_or("", String::as_str)
    }

    /// Returns the status date that the address fixes.
    #[must_use]
    pub fn as_of(&self) -> Option<Date> {
        Date::parse(self.get("as-of"))
    }
}

/// Returns what stands for a record in an address: its code where that is its alone, else its identity.
#[must_use]
pub fn key_of_record(workspace: &Workspace, kind: Kind, id: RawId) -> String {
    match workspace.record(kind, id).and_then(|r| r.get("code")) {
        // These part the values of a setting.
        Some(Value::Text(code)) if !code.contains([',', '~', ':']) => {
            // Of two records with one code it stands for the first.
            match workspace.holders(kind, &code).next() {
                Some(first) if first == id => code.to_string(),
                _ => id.to_string(),
            }
        }
        _ => id.to_string(),
    }
}

/// Returns the record that an address means: that with the code, else that with the identity.
#[must_use]
pub fn record_of_key(workspace: &Workspace, kind: Kind, key: &str) -> Option<RawId> {
    // Custom fields have a key instead of a code: no address names them by it.
    let by_code = kind
        .field("code")
        .and_then(|_| workspace.holders(kind, key).next());
    by_code.or_else(|| RawId::parse(key).filter(|id| workspace.record(kind, *id).is_some()))
}

/// Escapes what has a meaning in an address.
fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~,:!*".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

/// Reverses [`encode`]; damaged escapes stay as they are.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut place = 0;
    while let Some(byte) = bytes.get(place) {
        let escaped = (*byte == b'%')
            .then(|| {
                text.get(place + 1..place + 3)
                    .and_then(|hex| u8::from_str_radix(hex, 16).ok())
            })
            .flatten();
        out.push(escaped.unwrap_or(*byte));
        place += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{Page, Route, key_of_record, record_of_key};
    use crate::model::Kind;

    #[test]
    fn a_record_is_addressed_by_its_code_and_found_by_code_or_identity() {
        let workspace = crate::sample::arvenne();
        for kind in [Kind::Programme, Kind::Unit, Kind::Project] {
            for record in workspace.records(kind) {
                let id = record.raw_id();
                let key = key_of_record(&workspace, kind, id);
                assert!(key.len() < 12, "{key} is no code");
                assert_eq!(record_of_key(&workspace, kind, &key), Some(id));
                assert_eq!(record_of_key(&workspace, kind, &id.to_string()), Some(id));
            }
        }
        let person = workspace.people.keys().next().unwrap().raw();
        let key = key_of_record(&workspace, Kind::Person, person);
        assert_eq!(key, person.to_string());
        assert_eq!(record_of_key(&workspace, Kind::Unit, &key), None);
    }

    #[test]
    fn a_code_that_two_records_share_does_not_stand_for_the_second() {
        let mut workspace = crate::sample::arvenne();
        let ids: Vec<_> = workspace.units.keys().take(2).map(|id| id.raw()).collect();
        for id in &ids {
            let code = crate::model::Value::Text("TWIN".into());
            workspace.set(Kind::Unit, *id, "code", Some(code)).unwrap();
        }
        for id in ids {
            let key = key_of_record(&workspace, Kind::Unit, id);
            assert_eq!(record_of_key(&workspace, Kind::Unit, &key), Some(id));
        }
    }

    #[test]
    fn every_address_reads_back() {
        for fragment in [
            "#/cockpit",
            "#/portfolio",
            "#/projects/SOV-1/budget",
            "#/projects/A%2FB%20%C3%A9",
            "#/roadmap?as-of=2026-05-18&group=unit&q=a%26b%3Dc",
            "#/kpis/NPS",
        ] {
            assert_eq!(Route::parse(fragment).href(), fragment);
        }
        assert_eq!(Route::parse("").page, Page::Cockpit);
        assert_eq!(
            Route::parse("#/nowhere/at/all").page,
            Page::Unknown("nowhere/at/all".into())
        );
        assert_eq!(
            Route::parse("#/projects/%zz").page,
            Page::Project("%zz".into(), String::new())
        );
    }

    #[test]
    fn a_setting_is_changed_alone() {
        let route = Route::parse("#/roadmap?group=unit&zoom=month");
        assert_eq!(route.with("group", "").href(), "#/roadmap?zoom=month");
        assert_eq!(route.with("zoom", "year").get("zoom"), "year");
    }
}
