use crate::words::words;

words! {
    /// The page of one project.
    ProjectText {
        Overview: "Overview", "Vue d’ensemble";
    }
}
