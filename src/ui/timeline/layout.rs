//! Sizes: how wide the table is, how far the drawing reaches, and the elements that follow.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use super::px;
use super::state::State;
use crate::timeline::Day;
use crate::timeline::scale;
use crate::timeline::scene::HEAD_HEIGHT;
use crate::timeline::strips::Strips;

/// Below this width of the whole the table shows its title column alone.
const NARROW: f64 = 620.0;

/// Rows kept ready above and below the view.
const SPARE: f64 = 2.0;

/// Every length that follows from the size of the box and from the rows.
#[derive(Clone, Copy, PartialEq)]
pub(super) struct Layout {
    /// Width and height of the box.
    pub size: (f64, f64),
    pub px_per_day: f64,
    /// First day drawn and the day after the last.
    pub extent: (Day, Day),
    pub is_narrow: bool,
    pub pane_width: f64,
    pub row_height: f64,
    /// How many rows there are.
    pub rows: usize,
    /// Pixels of the screen in one of the page.
    pub ratio: f64,
}

impl Layout {
    /// Width and height of the drawing in view.
    pub fn chart(&self) -> (f64, f64) {
        ((self.size.0 - self.pane_width).max(0.0), self.size.1)
    }

    /// Where strips of rows lie.
    pub fn strips(&self) -> Strips {
        Strips {
            row_height: self.row_height,
            ratio: self.ratio,
        }
    }

    /// The first strip in sight, and how many there are to be ready for what is scrolled into it next.
    pub fn strips_in_sight(&self, scroll_y: f64) -> (usize, usize) {
        let spare = SPARE * self.row_height;
        let room = self.size.1 - HEAD_HEIGHT + spare * 2.0;
        (
            self.strips().at(scroll_y - spare),
            self.strips().covering(room),
        )
    }

    /// Width and height of everything, table and head included.
    fn content(&self) -> (f64, f64) {
        let days = f64::from(self.extent.1 - self.extent.0);
        // As many rows as a list may have are exact in a float.
        #[expect(clippy::cast_precision_loss, reason = "far below 2^52")]
        let rows = self.rows as f64;
        (
            self.pane_width + (days * self.px_per_day).ceil(),
            HEAD_HEIGHT + rows * self.row_height,
        )
    }
}

impl State {
    /// Pixels of a day.
    pub fn px_per_day(self) -> f64 {
        let zoom = self.inputs.zoom.get_untracked();
        let custom = self.now().custom.filter(|(of, _)| *of == zoom);
        custom.map_or_else(|| zoom.px_per_day(), |(_, px)| px)
    }

    /// The sizes of the moment; reads without tracking.
    pub fn layout(self) -> Layout {
        let size = self.now().size;
        let title = self.inputs.title_width;
        self.inputs.data.with_untracked(|data| {
            let widths = data.columns().iter().map(|column| f64::from(column.width));
            let whole = title + widths.sum::<f64>();
            let is_narrow = size.0 < NARROW || whole > size.0 * 0.6;
            Layout {
                size,
                px_per_day: self.px_per_day(),
                extent: scale::extent(data.span(), self.inputs.today.get_untracked()),
                is_narrow,
                pane_width: if is_narrow {
                    title.min((size.0 * 0.44).round())
                } else {
                    whole
                },
                row_height: self.inputs.row_height.get_untracked().max(1.0),
                rows: data.len(),
                ratio: window().device_pixel_ratio().clamp(1.0, 4.0),
            }
        })
    }
}

/// The elements of a timeline.
pub(super) struct Nodes {
    root: HtmlElement,
    pub scroller: HtmlElement,
    view: HtmlElement,
    /// The table.
    pub grid: HtmlElement,
    /// What its head lies in.
    pub head: HtmlElement,
    /// What its rows lie in.
    pub rows: HtmlElement,
    /// The drawing: its head, and below that the bars.
    pub canvas: HtmlElement,
    /// What the strips of bars lie in.
    pub bars: HtmlElement,
    space: HtmlElement,
    /// What the printer gets.
    pub print: HtmlElement,
}

impl Nodes {
    /// Finds them below the outermost one.
    pub fn find(root: HtmlElement) -> Option<Self> {
        let find = |class: &str| -> Option<HtmlElement> {
            root.query_selector(class).ok()??.dyn_into().ok()
        };
        Some(Self {
            scroller: find(".tl-scroll")?,
            view: find(".tl-view")?,
            grid: find(".tl-pane")?,
            head: find(".tl-head")?,
            rows: find(".tl-rows-in")?,
            canvas: find(".tl-canvas")?,
            bars: find(".tl-bars")?,
            space: find(".tl-space")?,
            print: find(".tl-print")?,
            root,
        })
    }

    /// Gives the elements the sizes that they do not have yet.
    pub fn lay_out(&self, before: Option<&Layout>, now: &Layout) {
        let set = |node: &HtmlElement, name: &str, value: &dyn Fn(&Layout) -> f64| {
            if before.map(|before| value(before).to_bits()) != Some(value(now).to_bits()) {
                let _ = node.style().set_property(name, &px(value(now)));
            }
        };
        set(&self.view, "width", &|to| to.size.0);
        set(&self.view, "height", &|to| to.size.1);
        set(&self.grid, "width", &|to| to.pane_width);
        set(&self.grid, "--tl-row", &|to| to.row_height);
        set(&self.canvas, "left", &|to| to.pane_width);
        set(&self.canvas, "width", &|to| to.chart().0);
        set(&self.canvas, "height", &|to| to.chart().1);
        set(&self.space, "width", &|to| to.content().0);
        set(&self.space, "height", &|to| to.content().1);
        if before.map(|before| before.is_narrow) != Some(now.is_narrow) {
            let class = if now.is_narrow { "tl tl-narrow" } else { "tl" };
            self.root.set_class_name(class);
        }
        if before.map(|before| before.rows) != Some(now.rows) {
            // The head is a row as well.
            let count = (now.rows + 1).to_string();
            let _ = self.grid.set_attribute("aria-rowcount", &count);
        }
    }
}
