//! The frame around every page: rail, tab bar, palette, notices, keys, first run.

mod first_run;
mod keys;
mod notices;
mod palette;
mod rail;
mod save;

pub use first_run::FirstRun;
pub use keys::{Keys, install_keys};
pub use notices::Notices;
pub use palette::Palette;
pub use rail::{Rail, TabBar};
pub use save::{SaveBanner, SaveLine};
