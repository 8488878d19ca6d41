//! Icons: one stroke path each on a 16 px grid.

use leptos::prelude::*;

macro_rules! icons {
    ($($name:ident: $path:literal;)+) => {
        /// An icon by meaning.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(missing_docs)]
        pub enum IconName { $($name),+ }

        impl IconName {
            /// Every icon.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            const fn path(self) -> &'static str {
                match self { $(Self::$name => $path),+ }
            }
        }
    };
}

icons! {
    Cockpit: "M2.5 9.5a5.5 5.5 0 0 1 11 0M8 9.5 10.6 6M2.5 12.5h11";
    Roadmap: "M2 4h6M5 8h7M8 12h6";
    Plan: "M3 2.5v10.5h2.5M3 6.5h2.5M7.5 3h6M7.5 6.5h3.5M9 13h4.5";
    Status: "M2.5 4a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0M10.5 4a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0M2.5 12a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0M10.5 12a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0M6.5 8a1.5 1.5 0 1 0 3 0a1.5 1.5 0 1 0 -3 0";
    Project: "M2.5 5 8 2.2 13.5 5v6L8 13.8 2.5 11zM2.5 5 8 7.8 13.5 5M8 7.8v6";
    Programme: "M2.5 3.5h11M5 6.5h8.5M2.5 10h11M5 13h8.5";
    Unit: "M5.4 8a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0M8 1.8v1M8 13.2v1M1.8 8h1M13.2 8h1M3.6 3.6l.7.7M11.7 11.7l.7.7M3.6 12.4l.7-.7M11.7 4.3l.7-.7";
    Objective: "M2.2 8a5.8 5.8 0 1 0 11.6 0a5.8 5.8 0 1 0 -11.6 0M5.4 8a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0 -5.2 0";
    Search: "M2.7 7a4.3 4.3 0 1 0 8.6 0a4.3 4.3 0 1 0 -8.6 0M10.3 10.3l3.2 3.2";
    Plus: "M8 3v10M3 8h10";
    ChevronDown: "M3.5 6 8 10.5 12.5 6";
    ChevronRight: "M6 3.5l4.5 4.5L6 12.5";
    UpDown: "M5 6l3-3 3 3M5 10l3 3 3-3";
    Close: "M4 4l8 8M12 4l-8 8";
    Filter: "M2 4h12M4.5 8h7M6.8 12h2.4";
    Columns: "M2.5 3h11v10h-11zM6.2 3v10M9.8 3v10";
    Export: "M8 9.5v-7M5.2 5 8 2.2 10.8 5M2.5 10.5v3h11v-3";
    Import: "M8 2v7M5.2 6.4 8 9.2l2.8-2.8M2.5 10.5v3h11v-3";
    Print: "M4.5 6V2.3h7V6M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4.2h-7z";
    More: "M3.1 8a.4.4 0 1 0 .8 0a.4.4 0 1 0-.8 0M7.6 8a.4.4 0 1 0 .8 0a.4.4 0 1 0-.8 0M12.1 8a.4.4 0 1 0 .8 0a.4.4 0 1 0-.8 0";
    Check: "M3 8.5l3.2 3.2L13 4.8";
    Warning: "M8 5v4M8 11.5h.01M2.2 8a5.8 5.8 0 1 0 11.6 0a5.8 5.8 0 1 0 -11.6 0";
    Info: "M2.2 8a5.8 5.8 0 1 0 11.6 0a5.8 5.8 0 1 0 -11.6 0M8 7.2v3.6M8 5h.01";
    Calendar: "M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 2v2.5M10.5 2v2.5";
    Person: "M3.7 5.2a2.3 2.3 0 1 0 4.6 0a2.3 2.3 0 1 0 -4.6 0M1.8 13c.3-2.6 2-4 4.2-4s3.9 1.4 4.2 4M10.6 3.2a2.2 2.2 0 0 1 0 4M12 9.4c1.3.6 2.1 1.8 2.3 3.6";
    Sort: "M5 3v10M2.8 10.8 5 13l2.2-2.2M11 13V3M8.8 5.2 11 3l2.2 2.2";
    Drag: "M5.6 4a.4.4 0 1 0 .8 0a.4.4 0 1 0-.8 0M9.6 4a.4.4 0 1 0 .8 0a.4.4 0 1 0-.8 0M5.6 8a.4.4 0 1 0 .8 0a.4.4 0 1 0-.8 0M9.6 8a.4.4 0 1 0 .8 0a.4.4 0 1 0-.8 0M5.6 12a.4.4 0 1 0 .8 0a.4.4 0 1 0-.8 0M9.6 12a.4.4 0 1 0 .8 0a.4.4 0 1 0-.8 0";
    Star: "M8 2l1.8 3.8 4.2.5-3.1 2.9.8 4.1L8 11.3l-3.7 2 .8-4.1L2 6.3l4.2-.5z";
    Table: "M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M7 6.5v6";
    Link: "M6.5 9.5a2.7 2.7 0 0 0 4 .2l2-2a2.7 2.7 0 0 0-3.8-3.8L7.6 5M9.5 6.5a2.7 2.7 0 0 0-4-.2l-2 2a2.7 2.7 0 0 0 3.8 3.8L8.4 11";
    Lock: "M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2";
    Bell: "M4 11V7a4 4 0 0 1 8 0v4l1 1H3zM6.8 14h2.4";
    Document: "M4 1.8h5.2L12.5 5v9.2H4zM9 2v3.2h3.3M6 8.2h4.5M6 11h4.5";
    Saved: "M2.5 2.5h8.8l2.2 2.2v8.8h-11zM5 2.5v3.6h5V2.5M5 13.5V9h6v4.5";
    Data: "M3 3.8a5 1.9 0 1 0 10 0a5 1.9 0 1 0 -10 0M3 3.8v8.4c0 1 2.2 1.9 5 1.9s5-.9 5-1.9V3.8M3 8c0 1 2.2 1.9 5 1.9s5-.9 5-1.9";
    Merge: "M2.4 3.5a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0M2.4 12.5a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0M10.4 8a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0 -3.2 0M4 5.1v5.8M4.4 5.4C5 7.2 7.5 8 10.4 8";
    Menu: "M2.5 4.5h11M2.5 8h11M2.5 11.5h11";
    Clock: "M2.2 8a5.8 5.8 0 1 0 11.6 0a5.8 5.8 0 1 0 -11.6 0M8 4.8V8l2.2 1.6";
    Money: "M12 4.2A5 5 0 1 0 12 11.8M2 6.9h6.5M2 9.1h5.5";
    ArrowRight: "M3 8h10M9 4l4 4-4 4";
    ArrowLeft: "M13 8H3M7 4 3 8l4 4";
    ArrowUp: "M8 13V3M4 7l4-4 4 4";
    ArrowDown: "M8 3v10M4 9l4 4 4-4";
    Settings: "M6 8a2 2 0 1 0 4 0a2 2 0 1 0 -4 0M8 1.8v2M8 12.2v2M1.8 8h2M12.2 8h2";
    Eye: "M1.5 8C3 5 5.3 3.5 8 3.5S13 5 14.5 8C13 11 10.7 12.5 8 12.5S3 11 1.5 8zM6 8a2 2 0 1 0 4 0a2 2 0 1 0 -4 0";
    Bolt: "M9 1.8 3.5 9H8l-1 5.2L12.5 7H8z";
    Milestone: "M8 2.5 13.5 8 8 13.5 2.5 8z";
    Risk: "M8 2 13 4v4c0 3-2 5-5 6-3-1-5-3-5-6V4z";
    Comment: "M2.5 3h11v8H8l-3 2.8V11H2.5z";
    Undo: "M6.5 3 3 6.5 6.5 10M3 6.5h6a4 4 0 0 1 0 8H7";
    Redo: "M9.5 3 13 6.5 9.5 10M13 6.5H7a4 4 0 0 0 0 8h2";
    Trash: "M2.5 4.5h11M6 4.5V2.5h4v2M4 4.5l.7 9h6.6l.7-9M6.8 7v4M9.2 7v4";
    Copy: "M5.5 5.5h8v8h-8zM3 10.5H2.5v-8h8V3";
    Sun: "M8 5.2a2.8 2.8 0 1 0 0 5.6a2.8 2.8 0 1 0 0-5.6M8 1.5v1.4M8 13.1v1.4M1.5 8h1.4M13.1 8h1.4M3.4 3.4l1 1M11.6 11.6l1 1M3.4 12.6l1-1M11.6 4.4l1-1";
    Moon: "M13 9.6A5.5 5.5 0 0 1 6.4 3a5.5 5.5 0 1 0 6.6 6.6z";
    Pin: "M6 2h4l-.5 4.5L12 9H4l2.5-2.5zM8 9v5";
    Folder: "M2 4h4l1.5 2H14v7H2z";
    Pencil: "M3 13l.6-2.8L10.8 3l2.2 2.2-7.2 7.2z";
}

/// An icon; decoration only, its meaning stands in the text or name beside it.
#[component]
pub fn Icon(
    /// Which.
    name: IconName,
    /// Edge in pixels: 12, 14, 16 or 20.
    #[prop(default = 16)]
    size: u8,
) -> impl IntoView {
    view! {
        <svg class="icon" data-size=size.to_string() viewBox="0 0 16 16" aria-hidden="true">
            <path d=name.path() />
        </svg>
    }
}
