//! Colours by meaning; a palette gives each meaning a value.

use super::row::{Colour, Status};

/// A colour value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rgb(pub u8, pub u8, pub u8);

impl Rgb {
    /// Reads `#rrggbb`, `rgb(r, g, b)` and `rgba(r, g, b, a)` (opacity is ignored), as browsers write them.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if let Some(hex) = text.strip_prefix('#') {
            let part = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
            return (hex.len() == 6).then_some(Self(part(0)?, part(2)?, part(4)?));
        }
        let inner = text
            .strip_prefix("rgb(")
            .or_else(|| text.strip_prefix("rgba("))?
            .strip_suffix(')')?;
        let mut parts = inner
            .split([',', ' ', '/'])
            .filter(|part| !part.is_empty())
            .map(|part| part.parse::<u8>().ok());
        Some(Self(parts.next()??, parts.next()??, parts.next()??))
    }

    /// Reads a design token, which may hold a colour for each theme: `light-dark(#ffffff, #17171c)`.
    pub fn parse_token(text: &str, is_dark: bool) -> Option<Self> {
        let text = text.trim();
        let pair = text
            .strip_prefix("light-dark(")
            .and_then(|rest| rest.strip_suffix(')'));
        match pair.and_then(|pair| pair.split_once(',')) {
            Some((light, dark)) => Self::parse(if is_dark { dark } else { light }),
            None => Self::parse(text),
        }
    }

    /// This colour over another, at a share in percent.
    pub fn over(self, below: Self, percent: u8) -> Self {
        let mix = |top: u8, bottom: u8| {
            let share = u32::from(percent.min(100));
            let sum = u32::from(top) * share + u32::from(bottom) * (100 - share);
            u8::try_from((sum + 50) / 100).unwrap_or(u8::MAX)
        };
        Self(
            mix(self.0, below.0),
            mix(self.1, below.1),
            mix(self.2, below.2),
        )
    }

    /// As `#rrggbb`.
    pub fn css(self) -> String {
        format!("#{:02x}{:02x}{:02x}", self.0, self.1, self.2)
    }
}

/// What a mark on the drawing means; see the design tokens of the same names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ink {
    /// The sheet.
    Panel,
    /// Heads and group rows.
    Sunken,
    /// The row under the pointer.
    Hover,
    /// The active row.
    Selected,
    /// Hairline between rows.
    Line,
    /// Grid line.
    LineSoft,
    /// Emphasised separator.
    LineStrong,
    /// Body text.
    Text,
    /// Secondary text.
    TextQuiet,
    /// Weakest text.
    TextWeak,
    /// Today, focus.
    Accent,
    /// Text on the accent.
    AccentOn,
    /// Wash of the accent.
    AccentSoft,
    /// Baseline and plain links.
    Grey,
    /// Neutral bars.
    GreyDark,
    /// Labels that float above the drawing.
    Inverse,
    /// Text on them.
    TextInverse,
    /// Fill of a status mark.
    Fill(Status),
    /// Letter of a status mark.
    On(Status),
    /// Edge of a status mark.
    Edge(Status),
    /// Text in the colour of a status.
    StatusText(Status),
    /// A bar, the done part.
    Bar(Colour),
    /// A bar, the part to do.
    Tint(Colour),
    /// A bracket, the part to do.
    Bracket(Colour),
    /// Nothing: for fills that are open.
    None,
}

/// The design tokens that a palette is made of, in the order of [`Palette::new`].
pub const TOKENS: [&str; 45] = [
    "--bg-panel",
    "--bg-sunken",
    "--bg-hover",
    "--bg-selected",
    "--line",
    "--line-soft",
    "--line-strong",
    "--text",
    "--text-2",
    "--text-3",
    "--accent",
    "--accent-on",
    "--accent-soft",
    "--n-500",
    "--n-600",
    "--bg-inverse",
    "--text-inverse",
    "--rag-g",
    "--rag-g-on",
    "--rag-g-edge",
    "--rag-g-text",
    "--rag-a",
    "--rag-a-on",
    "--rag-a-edge",
    "--rag-a-text",
    "--rag-r",
    "--rag-r-on",
    "--rag-r-edge",
    "--rag-r-text",
    "--rag-n",
    "--rag-n-on",
    "--rag-n-edge",
    "--rag-n-text",
    "--rag-c",
    "--rag-c-on",
    "--rag-c-edge",
    "--rag-c-text",
    "--cat-1",
    "--cat-2",
    "--cat-3",
    "--cat-4",
    "--cat-5",
    "--cat-6",
    "--cat-7",
    "--cat-8",
];

/// Values of [`TOKENS`] in the light theme, and on paper.
const LIGHT: [u32; 45] = [
    0xFFFFFF, 0xF8F8FA, 0xF1F1F4, 0xF0EEFC, 0xE6E6EB, 0xF0F0F3, 0xCFCFD8, 0x18181D, 0x4B4B56,
    0x666672, 0x5A45CF, 0xFFFFFF, 0xEEEBFC, 0x74747F, 0x5B5B67, 0x1E1E25, 0xFFFFFF, 0x16805C,
    0xFFFFFF, 0x0F6347, 0x0E6B4B, 0xF2AE30, 0x2E1F00, 0x976100, 0x855400, 0xBC2A20, 0xFFFFFF,
    0x8E1C14, 0xAA2319, 0xFFFFFF, 0x5B5B67, 0x7C7C88, 0x5B5B67, 0x2660B4, 0xFFFFFF, 0x1A4788,
    0x2258A6, 0x295CA5, 0xBE764F, 0x1F9693, 0x67537D, 0x6C9013, 0x8F80EB, 0x824618, 0xAF3851,
];

/// Values of [`TOKENS`] in the dark theme.
const DARK: [u32; 45] = [
    0x17171C, 0x131318, 0x24242B, 0x27243F, 0x2A2A32, 0x222229, 0x41414D, 0xF1F1F4, 0xB9B9C4,
    0x9999A6, 0xA598F7, 0x17142B, 0x2A2647, 0x8A8A97, 0xA6A6B2, 0xF0F0F4, 0x17171C, 0x35B58A,
    0x06231A, 0x35B58A, 0x5CCBA4, 0xF5C04E, 0x2B1E00, 0xF5C04E, 0xF2C25C, 0xF0685C, 0x2C0603,
    0xF0685C, 0xF58E84, 0x17171C, 0xA6A6B2, 0x8A8A97, 0xA6A6B2, 0x8BB9F8, 0x06182F, 0x8BB9F8,
    0x8FBAF5, 0x4F8FD6, 0xE2BC9E, 0x3FD2CE, 0x8E7AA4, 0x64962F, 0xB4BEFE, 0xF2A26B, 0xBD6A78,
];

/// Place of the first status token and of the first category token.
const FIRST_STATUS: usize = 17;
const FIRST_CATEGORY: usize = 37;
/// Bar colours: eight categories, five statuses, neutral.
const BAR_COLOURS: usize = 14;

/// Values for every [`Ink`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Palette {
    /// Tokens, then bars, tints and brackets, as text ready for a canvas or a file.
    css: Vec<String>,
}

impl Palette {
    /// A palette from the values of [`TOKENS`].
    pub fn new(tokens: &[Rgb; 45]) -> Self {
        let token = |at: usize| tokens.get(at).copied().unwrap_or(Rgb(0, 0, 0));
        let panel = token(0);
        let bars: Vec<Rgb> = (0..BAR_COLOURS)
            .map(|number| match number {
                0..8 => token(FIRST_CATEGORY + number),
                // "Not reported" has the colour of the sheet inside: its edge makes the bar.
                11 => token(FIRST_STATUS + 3 * 4 + 2),
                8..13 => token(FIRST_STATUS + (number - 8) * 4),
                _ => token(14),
            })
            .collect();
        let mixed = |percent: u8| bars.iter().map(move |bar| bar.over(panel, percent));
        let css = tokens
            .iter()
            .copied()
            .chain(mixed(100))
            .chain(mixed(30))
            .chain(mixed(38))
            .map(Rgb::css)
            .collect();
        Self { css }
    }

    /// The light theme, also for paper and files.
    pub fn light() -> Self {
        Self::of(&LIGHT)
    }

    /// The dark theme.
    pub fn dark() -> Self {
        Self::of(&DARK)
    }

    fn of(values: &[u32; 45]) -> Self {
        Self::new(&values.map(|value| {
            let [_, red, green, blue] = value.to_be_bytes();
            Rgb(red, green, blue)
        }))
    }

    /// The value of an ink.
    pub fn css(&self, ink: Ink) -> &str {
        place(ink)
            .and_then(|at| self.css.get(at))
            .map_or("none", String::as_str)
    }
}

fn place(ink: Ink) -> Option<usize> {
    Some(match ink {
        Ink::Panel => 0,
        Ink::Sunken => 1,
        Ink::Hover => 2,
        Ink::Selected => 3,
        Ink::Line => 4,
        Ink::LineSoft => 5,
        Ink::LineStrong => 6,
        Ink::Text => 7,
        Ink::TextQuiet => 8,
        Ink::TextWeak => 9,
        Ink::Accent => 10,
        Ink::AccentOn => 11,
        Ink::AccentSoft => 12,
        Ink::Grey => 13,
        Ink::GreyDark => 14,
        Ink::Inverse => 15,
        Ink::TextInverse => 16,
        Ink::Fill(status) => FIRST_STATUS + status_place(status) * 4,
        Ink::On(status) => FIRST_STATUS + status_place(status) * 4 + 1,
        Ink::Edge(status) => FIRST_STATUS + status_place(status) * 4 + 2,
        Ink::StatusText(status) => FIRST_STATUS + status_place(status) * 4 + 3,
        Ink::Bar(colour) => TOKENS.len() + bar_place(colour),
        Ink::Tint(colour) => TOKENS.len() + BAR_COLOURS + bar_place(colour),
        Ink::Bracket(colour) => TOKENS.len() + 2 * BAR_COLOURS + bar_place(colour),
        Ink::None => return None,
    })
}

fn status_place(status: Status) -> usize {
    match status {
        Status::Green => 0,
        Status::Amber => 1,
        Status::Red => 2,
        Status::NotReported => 3,
        Status::Complete => 4,
    }
}

fn bar_place(colour: Colour) -> usize {
    match colour {
        Colour::Category(number) => usize::from(number.wrapping_sub(1) % 8),
        Colour::Status(status) => 8 + status_place(status),
        Colour::Neutral => 13,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_browsers_write_them() {
        assert_eq!(Rgb::parse("#295CA5"), Some(Rgb(0x29, 0x5c, 0xa5)));
        assert_eq!(Rgb::parse("rgb(41, 92, 165)"), Some(Rgb(41, 92, 165)));
        assert_eq!(Rgb::parse("rgba(41, 92, 165, 0.5)"), Some(Rgb(41, 92, 165)));
        assert_eq!(Rgb::parse("red"), None);
        assert_eq!(Rgb::parse("#12"), None);
        let token = " light-dark(#FFFFFF, #17171C)";
        assert_eq!(Rgb::parse_token(token, false), Some(Rgb(255, 255, 255)));
        assert_eq!(Rgb::parse_token(token, true), Some(Rgb(0x17, 0x17, 0x1c)));
        assert_eq!(
            Rgb::parse_token("#17171C", false),
            Some(Rgb(0x17, 0x17, 0x1c))
        );
        assert_eq!(Rgb::parse_token("CanvasText", false), None);
    }

    #[test]
    fn a_tint_lies_between_the_colour_and_the_sheet() {
        assert_eq!(
            Rgb(0, 0, 0).over(Rgb(255, 255, 255), 30),
            Rgb(179, 179, 179)
        );
        assert_eq!(
            Palette::light().css(Ink::Tint(Colour::Category(1))),
            "#bfcee4"
        );
    }

    #[test]
    fn every_ink_but_none_has_its_own_token() {
        let palette = Palette::light();
        assert_eq!(palette.css(Ink::Bar(Colour::Category(8))), "#af3851");
        assert_eq!(palette.css(Ink::Bar(Colour::Category(9))), "#295ca5");
        assert_eq!(
            palette.css(Ink::Bar(Colour::Status(Status::NotReported))),
            palette.css(Ink::Edge(Status::NotReported))
        );
        assert_eq!(palette.css(Ink::StatusText(Status::Complete)), "#2258a6");
        assert_eq!(palette.css(Ink::None), "none");
    }

    #[test]
    fn both_themes_are_those_of_the_style_sheet() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/style/tokens.css");
        let Ok(sheet) = std::fs::read_to_string(path) else {
            println!("skipped: no style/tokens.css");
            return;
        };
        for (token, (light, dark)) in TOKENS.iter().zip(LIGHT.iter().zip(DARK)) {
            let line = sheet
                .lines()
                .find(|line| line.trim_start().starts_with(&format!("{token}:")));
            let line = line
                .unwrap_or_else(|| panic!("{token} is not declared"))
                .to_lowercase();
            assert!(
                line.contains(&format!("light-dark(#{light:06x}, #{dark:06x})")),
                "{token}: {line}"
            );
        }
    }
}
