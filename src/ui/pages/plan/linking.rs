//! The dialog that links a task: to which one, how, and with what time between.

use super::{View, doing};
use crate::edit::{Deed, link_tasks};
use crate::model::*;
use crate::ui::said;
use crate::ui::widgets::{Button, ComboField, Dialog, SelectField, TextField, Variant};
use crate::words::{Common, Plan as Words, choice_label, format, parse, refusal};
use leptos::prelude::*;

/// The dialog.
#[component]
pub(super) fn LinkDialog(view: View) -> impl IntoView {
    let session = view.session;
    let lang = session.lang();
    let to = RwSignal::new(String::new());
    let how = RwSignal::new(LinkType::FinishStart.key().to_owned());
    let lag = RwSignal::new(String::new());
    let error = RwSignal::new(None::<String>);
    let giver = Memo::new(move |_| view.linking.get().and_then(|id| view.task(id.raw().0)));
    let title = Signal::derive(move || {
        let name = giver.with(|task| task.as_ref().map_or(String::new(), |t| t.name.to_string()));
        Words::LinkTitle.fill(lang.get(), &[&name])
    });
    // Tasks of this project by their code, then those of the others.
    let options = Signal::derive(move || {
        let Some(giver) = giver.get() else {
            return Vec::new();
        };
        let own = giver.project;
        let mut all: Vec<(String, String)> = view.rows.with(|rows| {
            session.workspace().with(|w| {
                let line = |line: &crate::analysis::wbs::Line| {
                    let task = w.tasks.get(&line.task)?;
                    let text = format!("{} {}", line.code, task.name);
                    (line.task != giver.id).then_some((line.task.raw().to_string(), text))
                };
                let lines = own.map(|own| rows.lines_of(own));
                lines
                    .iter()
                    .flat_map(|lines| lines.iter())
                    .filter_map(line)
                    .collect()
            })
        });
        session.workspace().with(|w| {
            for task in w.tasks.values().filter(|t| t.project != own) {
                let project = task.project.and_then(|id| w.projects.get(&id));
                let code = project.map_or("", |p| &*p.code);
                all.push((task.id.raw().to_string(), format!("{code} · {}", task.name)));
            }
        });
        all
    });
    let ways = Signal::derive(move || {
        LinkType::KEYS
            .iter()
            .map(|key| {
                let label = choice_label(Kind::Link, "link_type", key, lang.get());
                ((*key).to_owned(), label.to_owned())
            })
            .collect::<Vec<_>>()
    });
    let close = move || {
        let row = view.linking.get_untracked();
        view.linking.set(None);
        to.set(String::new());
        lag.set(String::new());
        error.set(None);
        view.control.focus(row.map(|id| id.raw().0));
    };
    let take = move || {
        let (Some(giver), Some(taker)) = (
            view.linking.get_untracked(),
            RawId::parse(&to.get_untracked()).map(Id::<Task>::new),
        ) else {
            return;
        };
        let lang = lang.get_untracked();
        let typed = lag.get_untracked();
        let span = parse::span(lang, typed.trim());
        if !typed.trim().is_empty() && span.is_none() {
            error.set(Some(Words::WrongLag.text(lang).to_owned()));
            return;
        }
        let how = LinkType::from_key(&how.get_untracked()).unwrap_or(LinkType::FinishStart);
        let lag = span.filter(|span| span.amount != 0);
        let id = session.fresh_id();
        let planned = session.workspace().with_untracked(|w| {
            link_tasks(w, giver, taker, how, lag, id)
                .map_err(|reason| refusal(&reason, w, lang).to_string())
        });
        match planned.and_then(|command| doing::submit(view, Deed::Create, vec![command])) {
            Ok(()) => close(),
            Err(reason) => error.set(Some(reason)),
        }
    };
    let take_lag = move |text: String| {
        error.set(None);
        // What is understood shows as it will be kept.
        let read = parse::span(lang.get_untracked(), text.trim());
        lag.set(read.map_or(text, |span| format::span(lang.get_untracked(), span)));
    };
    let open = Signal::derive(move || view.linking.with(Option::is_some));
    let disabled = Signal::derive(move || to.with(String::is_empty));
    view! {
        <Dialog open on_close=Callback::new(move |()| close()) title close_label=said(lang, Common::Close)>
            <div class="dialog-body">
                <ComboField label=said(lang, Words::LinkTo) options value=to on_commit=move |key: String| to.set(key) none_label=said(lang, Words::LinkNone) />
                <SelectField label=said(lang, Words::LinkHow) options=ways value=how on_commit=move |key: String| how.set(key) />
                <TextField label=said(lang, Words::LinkLag) value=lag on_commit=take_lag why_not=error help=said(lang, Words::LinkLagHelp) />
            </div>
            <div class="dialog-foot">
                <Button label=said(lang, Common::Cancel) on_press=Callback::new(move |()| close()) />
                <Button label=said(lang, Words::LinkNow) variant=Variant::Primary disabled on_press=Callback::new(move |()| take()) />
            </div>
        </Dialog>
    }
    .into_any()
}
