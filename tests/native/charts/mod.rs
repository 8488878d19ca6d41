//! Charts: structure of the drawings, laws under any input, and the gallery to look at.

mod drawings;
mod gallery;
mod laws;
mod samples;
mod svg;
