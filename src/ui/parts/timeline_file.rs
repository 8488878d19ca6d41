//! A timeline as a file: SVG, PNG, or paper.

use super::beside::open_beside;
use super::print_dialog::print_dialog;
use crate::model::Kind;
use crate::session::{Page, Session, record_of_key};
use crate::timeline::{TimelineData, export::Options, ink::Palette, scene::Show, svg};
use crate::ui::dom;
use crate::ui::timeline::png;
use crate::ui::widgets::MenuItem;
use crate::words::{Lang, MsProject, Print, Roadmap as Words, format, timeline_words};
use leptos::prelude::{GetUntracked, WithUntracked};

/// The lines of a menu that hands a timeline on.
pub fn timeline_files(lang: Lang) -> Vec<MenuItem> {
    vec![
        MenuItem::new("svg", Words::ExportSvg.text(lang)),
        MenuItem::new("png", Words::ExportPng.text(lang)),
        MenuItem::new("print", Print::Ask.text(lang)),
        MenuItem::new("plan", MsProject::Ask.text(lang)),
    ]
}

/// What is handed on.
pub struct TimelineFile<'a> {
    /// Begins the name of the file.
    pub stem: &'a str,
    /// The title above the drawing.
    pub title: &'a str,
    /// What stands behind the day below it.
    pub counts: &'a str,
    /// The rows.
    pub data: &'a TimelineData,
    /// The scale.
    pub px_per_day: f64,
    /// What is drawn.
    pub show: Show,
}

/// Hands a timeline on as one of [`timeline_files`].
pub fn save_timeline(session: Session, what: &str, file: &TimelineFile<'_>) {
    if what == "print" {
        return print_dialog(session, file);
    }
    if what == "plan" {
        return plan_file(session);
    }
    let lang = session.lang().get_untracked();
    let today = session.today().get_untracked();
    let words = timeline_words(lang);
    let subtitle = format!("{} · {}", format::date(lang, today), file.counts);
    let subtitle = classified(session, subtitle);
    let options = Options {
        title: file.title,
        subtitle: &subtitle,
        px_per_day: file.px_per_day,
        row_height: 28.0,
        today: Some(today.number()),
        show: file.show,
        words: &words,
    };
    let name = format!("{}-{today}.{what}", file.stem);
    if what == "svg" {
        let text = svg::export(file.data, &options, &Palette::light());
        dom::download(&name, "image/svg+xml", &text);
    } else {
        png(file.data, &options, &Palette::light(), move |blob| {
            if let Some(blob) = blob {
                dom::download_blob(&name, &blob);
            }
        });
    }
}

/// The line that goes out with a drawing, ended by who may read it where the settings say so.
pub(super) fn classified(session: Session, line: String) -> String {
    let classification = session.portfolio().with_untracked(|portfolio| {
        let portfolio = portfolio.as_ref()?;
        Some(portfolio.classification.to_string()).filter(|text| !text.is_empty())
    });
    match classification {
        Some(classification) => format!("{line} · {classification}"),
        None => line,
    }
}

/// The dialog that writes the plan for other programs, or its milestones as a calendar: of the project
/// of the page, else of all.
fn plan_file(session: Session) {
    let page = session.route().with_untracked(|route| route.page.clone());
    let project = match page {
        Page::Project(code, _) => session
            .workspace()
            .with_untracked(|w| record_of_key(w, Kind::Project, &code)),
        _ => None,
    };
    let chosen = project.map_or(String::new(), |id| id.to_string());
    open_beside(session, move |open| {
        crate::ui::apart::plan_export(open, chosen)
    });
}
