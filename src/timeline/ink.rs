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
    0xFF_FF_FF, 0xF8_F8_FA, 0xF1_F1_F4, 0xF0_EE_FC, 0xE6_E6_EB, 0xF0_F0_F3, 0xCF_CF_D8, 0x18_18_1D,
    0x4B_4B_56, 0x66_66_72, 0x5A_45_CF, 0xFF_FF_FF, 0xEE_EB_FC, 0x74_74_7F, 0x5B_5B_67, 0x1E_1E_25,
    0xFF_FF_FF, 0x16_80_5C, 0xFF_FF_FF, 0x0F_63_47, 0x0E_6B_4B, 0xF2_AE_30, 0x2E_1F_00, 0x97_61_00,
    0x85_54_00, 0xBC_2A_20, 0xFF_FF_FF, 0x8E_1C_14, 0xAA_23_19, 0xFF_FF_FF, 0x5B_5B_67, 0x7C_7C_88,
    0x5B_5B_67, 0x26_60_B4, 0xFF_FF_FF, 0x1A_47_88, 0x22_58_A6, 0x29_5C_A5, 0xBE_76_4F, 0x1F_96_93,
    0x67_53_7D, 0x6C_90_13, 0x8F_80_EB, 0x82_46_18, 0xAF_38_51,
];

/// Values of [`TOKENS`] in the dark theme.
const DARK: [u32; 45] = [
    0x17_17_1C, 0x13_13_18, 0x24_24_2B, 0x27_24_3F, 0x2A_2A_32, 0x22_22_29, 0x41_41_4D, 0xF1_F1_F4,
    0xB9_B9_C4, 0x99_99_A6, 0xA5_98_F7, 0x17_14_2B, 0x2A_26_47, 0x8A_8A_97, 0xA6_A6_B2, 0xF0_F0_F4,
    0x17_17_1C, 0x35_B5_8A, 0x06_23_1A, 0x35_B5_8A, 0x5C_CB_A4, 0xF5_C0_4E, 0x2B_1E_00, 0xF5_C0_4E,
    0xF2_C2_5C, 0xF0_68_5C, 0x2C_06_03, 0xF0_68_5C, 0xF5_8E_84, 0x17_17_1C, 0xA6_A6_B2, 0x8A_8A_97,
    0xA6_A6_B2, 0x8B_B9_F8, 0x06_18_2F, 0x8B_B9_F8, 0x8F_BA_F5, 0x4F_8F_D6, 0xE2_BC_9E, 0x3F_D2_CE,
    0x8E_7A_A4, 0x64_96_2F, 0xB4_BE_FE, 0xF2_A2_6B, 0xBD_6A_78,
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
