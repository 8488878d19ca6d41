//! Which columns are in sight, in which order, how wide, and which stay at the left.

use super::Column;

/// Width of the column of ticks in pixels: what stays at the left stands behind it.
const TICKS: u32 = 36;
/// Narrower than this nothing can be read or grabbed, in pixels.
const NARROWEST: u32 = 48;
/// Wider than this a column fills the window, in pixels.
const WIDEST: u32 = 800;

/// One column in sight.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Place {
    key: String,
    /// Chosen by a person, in pixels.
    width: Option<u32>,
    /// Stays at the left.
    pinned: bool,
}

/// The columns in sight, as addresses and preferences write them: `name`, `name:260` with a width,
/// `*name` when it stays at the left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout(Vec<Place>);

impl Layout {
    /// Reads what an address or a preference says.
    pub fn read<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut all = Self::default();
        for text in texts {
            let (pinned, rest) = match text.strip_prefix('*') {
                Some(rest) => (true, rest),
                None => (false, text),
            };
            let (key, width) = rest.split_once(':').unwrap_or((rest, ""));
            if !key.is_empty() && !all.has(key) {
                all.0.push(Place {
                    key: key.to_owned(),
                    width: width.parse().ok().map(bounded),
                    pinned,
                });
            }
        }
        all
    }

    /// Writes it, one text a column.
    #[must_use]
    pub fn write(&self) -> Vec<String> {
        let text = |place: &Place| {
            let pin = if place.pinned { "*" } else { "" };
            let width = place
                .width
                .map_or(String::new(), |width| format!(":{width}"));
            format!("{pin}{}{width}", place.key)
        };
        self.0.iter().map(text).collect()
    }

    /// Is the column in sight?
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.0.iter().any(|place| place.key == key)
    }

    /// Does the column stay at the left because a person said so?
    #[must_use]
    pub fn is_pinned(&self, key: &str) -> bool {
        self.0.iter().any(|place| place.key == key && place.pinned)
    }

    /// Shows a column, or hides it; the last one stays.
    pub fn toggle(&mut self, key: &str) {
        if !self.has(key) {
            self.0.push(Place {
                key: key.to_owned(),
                width: None,
                pinned: false,
            });
        } else if self.0.len() > 1 {
            self.0.retain(|place| place.key != key);
        }
    }

    /// Keeps a column at the left, or lets it go with the others.
    pub fn pin(&mut self, key: &str) {
        if let Some(place) = self.0.iter_mut().find(|place| place.key == key) {
            place.pinned = !place.pinned;
        }
    }

    /// Gives a column a width in pixels, within what can be used.
    pub fn widen(&mut self, key: &str, width: u32) {
        if let Some(place) = self.0.iter_mut().find(|place| place.key == key) {
            place.width = Some(bounded(width));
        }
    }

    /// Moves a column to where another one is now.
    pub fn put(&mut self, key: &str, at: &str) {
        let place = |key: &str| self.0.iter().position(|place| place.key == key);
        if let (Some(from), Some(to)) = (place(key), place(at)) {
            let moved = self.0.remove(from);
            self.0.insert(to.min(self.0.len()), moved);
        }
    }

    /// Moves a column by one place to the front (−1) or to the end (1).
    pub fn step(&mut self, key: &str, by: i32) {
        let place = self.0.iter().position(|place| place.key == key);
        let beside = match (place, by < 0) {
            (Some(place), true) => place.checked_sub(1),
            (Some(place), false) => Some(place + 1),
            (None, _) => None,
        };
        let at = beside
            .and_then(|place| self.0.get(place))
            .map(|p| p.key.clone());
        if let Some(at) = at {
            self.put(key, &at);
        }
    }

    /// Returns the columns in sight: those that stay at the left first, each where it stands. The
    /// first column always stays: it says what the row is.
    #[must_use]
    pub fn columns(&self, all: &[Column]) -> Vec<Column> {
        let one = |place: &Place| {
            let found = all.iter().find(|column| column.key == place.key)?;
            Some(Column {
                width: place.width.unwrap_or(found.width),
                ..found.clone()
            })
        };
        let of = |pinned: bool| self.0.iter().filter(move |place| place.pinned == pinned);
        let count = of(true).filter_map(one).count().max(1);
        let mut left = TICKS;
        let stay = |(place, mut column): (usize, Column)| {
            if place < count {
                column.left = Some(left);
                left += column.width;
            }
            column
        };
        of(true)
            .chain(of(false))
            .filter_map(one)
            .enumerate()
            .map(stay)
            .collect()
    }
}

fn bounded(width: u32) -> u32 {
    width.clamp(NARROWEST, WIDEST)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Kind;
    use crate::table::columns;
    use crate::words::Lang;

    fn layout(text: &str) -> Layout {
        Layout::read(text.split(','))
    }

    #[test]
    fn what_is_written_is_read_again() {
        let text = "*name:260,code,*status,progress:48";
        assert_eq!(layout(text).write().join(","), text);
        assert_eq!(
            layout("code,code:99,,:5,name:9999").write(),
            ["code", "name:800"]
        );
    }

    #[test]
    fn columns_move_widen_and_hide_but_for_the_last() {
        let mut now = layout("name,code,status");
        now.put("status", "code");
        assert_eq!(now.write(), ["name", "status", "code"]);
        now.step("name", 1);
        now.step("code", 1);
        assert_eq!(now.write(), ["status", "name", "code"]);
        now.widen("name", 10);
        now.toggle("code");
        now.toggle("phase");
        assert_eq!(now.write(), ["status", "name:48", "phase"]);
        let mut one = layout("name");
        one.toggle("name");
        assert_eq!(one.write(), ["name"]);
    }

    #[test]
    fn what_stays_at_the_left_comes_first_one_beside_the_other() {
        let all = columns(&crate::sample::arvenne(), Kind::Project, Lang::En);
        let shown = layout("name:200,code,*status:100,*phase").columns(&all);
        let places: Vec<_> = shown.iter().map(|c| (c.key.as_str(), c.left)).collect();
        assert_eq!(
            places,
            [
                ("status", Some(36)),
                ("phase", Some(136)),
                ("name", None),
                ("code", None)
            ]
        );
        let plain = layout("name,code").columns(&all);
        assert_eq!((plain[0].left, plain[1].left), (Some(36), None));
    }
}
