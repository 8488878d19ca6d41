//! What a mark means. Charts never name a colour: each mark carries a class and the style sheet
//! (`style/charts.css`) maps the class to a token, so light, dark, print and forced colours all
//! come from one place.

use plotters::style::Color;
use plotters_backend::BackendColor;

macro_rules! roles {
    ($($(#[$meta:meta])* $role:ident => $class:literal,)+) => {
        /// The meaning of a mark in a chart; one class of the style sheet each.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Role { $($(#[$meta])* $role,)+ }

        impl Role {
            /// Every role, in the order of declaration.
            pub const ALL: &'static [Self] = &[$(Self::$role,)+];

            /// The class that carries the colour of this role.
            pub const fn class(self) -> &'static str {
                match self { $(Self::$role => $class,)+ }
            }
        }
    };
}

roles! {
    /// The line a chart stands on.
    Axis => "ch-axis",
    /// Hairlines at the ticks.
    Grid => "ch-grid",
    /// Numbers and dates at the ticks.
    Tick => "ch-tick",
    /// The vertical line of the status date.
    Today => "ch-today",
    /// Plain text in the strongest ink.
    Text => "ch-text",
    /// Plain text in the quieter ink.
    Muted => "ch-muted",
    /// Approved money: long dashes.
    Approved => "ch-approved",
    /// Forecast money: short dashes.
    Forecast => "ch-forecast",
    /// Committed money: a thin line.
    Committed => "ch-committed",
    /// Consumed money: a thick line.
    Consumed => "ch-consumed",
    /// Measured values.
    Actual => "ch-actual",
    /// The value aimed at.
    Target => "ch-target",
    /// The value at the start.
    Baseline => "ch-baseline",
    /// A bare trend without a scale.
    Spark => "ch-spark",
    /// The unfilled rest of a bullet.
    Rest => "ch-rest",
    /// Programme or series colour 1.
    Cat1 => "ch-cat1",
    /// Programme or series colour 2.
    Cat2 => "ch-cat2",
    /// Programme or series colour 3.
    Cat3 => "ch-cat3",
    /// Programme or series colour 4.
    Cat4 => "ch-cat4",
    /// Programme or series colour 5.
    Cat5 => "ch-cat5",
    /// Programme or series colour 6.
    Cat6 => "ch-cat6",
    /// Programme or series colour 7.
    Cat7 => "ch-cat7",
    /// Programme or series colour 8.
    Cat8 => "ch-cat8",
    /// Status red.
    Red => "ch-red",
    /// Status amber.
    Amber => "ch-amber",
    /// Status green.
    Green => "ch-green",
    /// Not reported.
    NotReported => "ch-none",
    /// Complete.
    Complete => "ch-complete",
}

impl Role {
    /// The colour of the n-th programme or series, counted from zero and starting over after eight.
    pub fn category(index: usize) -> Self {
        const EIGHT: [Role; 8] = [
            Role::Cat1,
            Role::Cat2,
            Role::Cat3,
            Role::Cat4,
            Role::Cat5,
            Role::Cat6,
            Role::Cat7,
            Role::Cat8,
        ];
        EIGHT
            .get(index % EIGHT.len())
            .copied()
            .unwrap_or(Role::Cat1)
    }

    /// This role without emphasis.
    pub(super) const fn plain(self) -> Ink {
        Ink {
            role: self,
            tone: Tone::Plain,
        }
    }

    /// This role with the given emphasis.
    pub(super) const fn tone(self, tone: Tone) -> Ink {
        Ink { role: self, tone }
    }
}

/// How strongly a role is put on the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    Plain,
    /// Half-transparent area: a change that asks for attention.
    Soft,
    /// Barely tinted area: what stayed as it was, or a threshold band.
    Faint,
    /// Medium weight text.
    Strong,
    /// Text in the size of ticks.
    Small,
    /// Medium weight text in the size of ticks.
    SmallStrong,
    /// A number to be read first.
    Big,
    /// Text that lies on a fill of the same role.
    On,
    /// A rectangle with slightly rounded corners.
    Round,
    /// The same, barely tinted: what is still to be done.
    Pale,
    /// An area without an edge, for parts that lie side by side.
    Flat,
}

impl Tone {
    const ALL: &'static [Self] = &[
        Self::Plain,
        Self::Soft,
        Self::Faint,
        Self::Strong,
        Self::Small,
        Self::SmallStrong,
        Self::Big,
        Self::On,
        Self::Round,
        Self::Pale,
        Self::Flat,
    ];

    const fn class(self) -> &'static str {
        match self {
            Self::Plain | Self::Round => "",
            Self::Soft => " ch-soft",
            Self::Pale => " ch-pale",
            Self::Flat => " ch-flat",
            Self::Faint => " ch-faint",
            Self::Strong => " ch-strong",
            Self::Small => " ch-small",
            Self::SmallStrong => " ch-small ch-strong",
            Self::Big => " ch-big",
            Self::On => " ch-on",
        }
    }
}

/// A role with its emphasis, carried through plotters in the bytes of a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ink {
    pub role: Role,
    pub tone: Tone,
}

impl Ink {
    /// The ink behind a colour that came back from plotters; plain text ink if it is not one of ours.
    pub fn of(colour: BackendColor) -> Self {
        let (role, tone, _) = colour.rgb;
        Self {
            role: Role::ALL
                .get(usize::from(role))
                .copied()
                .unwrap_or(Role::Text),
            tone: Tone::ALL
                .get(usize::from(tone))
                .copied()
                .unwrap_or(Tone::Plain),
        }
    }

    /// Both class names, ready to stand behind the class of the kind of mark.
    pub fn classes(self) -> (&'static str, &'static str) {
        (self.role.class(), self.tone.class())
    }
}

impl Color for Ink {
    fn to_backend_color(&self) -> BackendColor {
        BackendColor {
            alpha: 1.0,
            rgb: (self.role as u8, self.tone as u8, 0),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_ink_survives_the_way_through_a_plotters_colour() {
        for &role in Role::ALL {
            for &tone in Tone::ALL {
                let ink = role.tone(tone);
                assert_eq!(Ink::of(ink.to_backend_color()), ink);
            }
        }
    }

    #[test]
    fn the_style_sheet_knows_every_role() {
        let sheet = include_str!("../../style/charts.css");
        for role in Role::ALL {
            assert!(
                sheet.contains(&format!(".{}", role.class())),
                "{} has no rule",
                role.class()
            );
        }
    }
}
