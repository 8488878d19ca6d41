//! Charts: the gallery to look at.

mod gallery;
mod samples;
