//! The team's portfolio: how the open one stands to the published file, and taking over what is new there.

use super::Shelf;
use super::changes::review;
use crate::edit::{Merged, Row};
use crate::session::{Origin, Shared};
use crate::ui::parts::{difference, moment};
use crate::ui::said;
use crate::ui::widgets::{Button, Variant};
use crate::words::{Data as Words, Shell, format};
use leptos::prelude::*;

/// The section; nothing for a portfolio that came from elsewhere.
#[component]
pub fn Team(shelf: Shelf) -> impl IntoView {
    let (lang, session) = (shelf.lang, shelf.session);
    let published = Memo::new(move |_| {
        let id = session.opened().get();
        shelf.library.with(|all| {
            all.iter()
                .any(|info| Some(info.id) == id && info.origin == Origin::Published)
        })
    });
    let changed = Memo::new(move |_| session.team().with(|s| matches!(s, Shared::Changed)));
    let state = move || {
        let lang = lang.get();
        session.team().with(|state| match state {
            Shared::Unknown | Shared::Offered => String::new(),
            Shared::Missing => Words::TeamMissing.text(lang).to_owned(),
            Shared::Unreached => Words::TeamUnreached.text(lang).to_owned(),
            Shared::Refused(unfit) => Shell::TeamRefused.fill(lang, &[&unfit.why(lang)]),
            Shared::Same => Words::TeamSame.text(lang).to_owned(),
            Shared::Changed => Shell::TeamChanged.text(lang).to_owned(),
        })
    };
    let fetched = move || {
        let at = session.team_fetched();
        at.map(|at| Words::TeamFetched.fill(lang.get(), &[&moment(lang.get(), at)]))
    };
    let section = move || {
        view! {
            <section class="mod" aria-labelledby="data-team">
                <div class="mod-head">
                    <h2 id="data-team">{move || Words::Team.text(lang.get())}</h2>
                    <span class="mod-hint">{fetched}</span>
                    <span class="mod-end row tight">
                        <Show when=move || changed.get()>
                            <Button variant=Variant::Primary label=said(lang, Shell::SeeDifference) on_press=move || session.team_review().set(true) />
                        </Show>
                        <Button label=shelf.text(Words::TeamAsk) on_press=move || session.compare_team() />
                    </span>
                </div>
                <p class="sec fs12" role="status">{state}</p>
                <Review shelf changed />
            </section>
        }
        .into_any()
    };
    (move || published.get().then(section)).into_any()
}

/// What would be taken over, before it is.
#[component]
fn Review(shelf: Shelf, changed: Memo<bool>) -> impl IntoView {
    let (lang, session) = (shelf.lang, shelf.session);
    let open = Signal::derive(move || session.team_review().get() && changed.get());
    let merged = Memo::new_with_compare(
        move |_| open.get().then(|| session.team_difference()).flatten(),
        |_, _| true,
    );
    let close = move || session.team_review().set(false);
    let take = move |theirs: bool| {
        let chosen = merged.get_untracked();
        close();
        if let Some(merged) = chosen {
            session.take_team(&merged, theirs);
            shelf.reload();
        }
    };
    let clashes = Memo::new(move |_| merged.with(|m| m.as_ref().map_or(0, |m| m.conflicts.len())));
    let body = move || {
        let lang = lang.get();
        let now = session.workspace().get_untracked();
        merged.with(|merged| {
            let Merged { patch, conflicts } = merged.as_ref()?;
            let rows: Vec<&Row> = patch.rows.iter().collect();
            let theirs: Vec<&Row> = conflicts.iter().flat_map(|c| &c.take_theirs).collect();
            let number = format::whole(lang, i64::try_from(conflicts.len()).unwrap_or(i64::MAX));
            let clash = (!conflicts.is_empty()).then(|| {
                view! {
                    <p class="data-due">{Words::TeamClashes.fill(lang, &[&number])}</p>
                    {difference(&theirs, &now, lang)}
                }
            });
            let news = (!rows.is_empty()).then(|| difference(&rows, &now, lang));
            Some(view! { {news} {clash} })
        })
    };
    let take_words = Signal::derive(move || {
        let key = if clashes.get() == 0 {
            Words::TeamTake
        } else {
            Words::TeamMine
        };
        key.text(lang.get()).to_owned()
    });
    let locked = session.read_only();
    let foot = move || {
        view! {
            <Button label=said(lang, Shell::Later) on_press=close />
            <Show when=move || clashes.get() != 0>
                <Button label=shelf.text(Words::TeamTheirs) disabled=locked on_press=move || take(true) />
            </Show>
            <Button variant=Variant::Primary label=take_words disabled=locked on_press=move || take(false) />
        }
    };
    review(
        shelf,
        open,
        Callback::new(move |()| close()),
        shelf.text(Words::TeamTitle),
        Words::TeamLead,
        ViewFn::from(move || body),
        ViewFn::from(foot),
    )
}
