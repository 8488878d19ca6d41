//! Building blocks that know neither the domain nor the session: texts and values come as props.

mod button;
mod cell_editor;
mod combo;
mod dialog;
mod field;
mod figure;
mod icon;
mod long_list;
mod menu;
mod segmented;
mod small;
mod status_mark;
mod toast;
mod tooltip;

pub use button::{Button, IconButton, Variant};
pub use cell_editor::{CellEditor, Left};
pub use combo::ComboField;
pub use dialog::{Dialog, Drawer, Popover};
pub use field::{CheckField, Option_, SelectField, SwitchField, TextField};
pub use figure::{ChartFigure, Drawing, Spark, TableData};
pub use icon::{Icon, IconName};
pub use long_list::LongList;
pub use menu::{Menu, MenuItem};
pub use segmented::{Segmented, Tabs};
pub use small::{Avatar, Banner, Bullet, Empty, Kbd, Progress, Skeleton, Swatch, Tone};
pub use status_mark::{Mark, StatusMark};
pub use toast::{Toast, Toasts};
pub use tooltip::Tooltip;
