//! The side of the page: copies outside the browser, how safe the inside is, starting over.

use super::Shelf;
use crate::session::NoticeKind;
use crate::ui::dom;
use crate::ui::parts::moment;
use crate::ui::said;
use crate::ui::widgets::{Button, Dialog, Icon, IconName, TextField, Variant};
use crate::words::{Common, Data as Words};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// Files to save.
#[component]
pub fn TakeWithYou(shelf: Shelf) -> impl IntoView {
    let lang = shelf.lang;
    let line = move |title: Words, hint: Words, act: Words, on_press: Callback<()>| {
        view! {
            <li class="row data-line">
                <Icon name=IconName::Document />
                <span class="col data-name">
                    <span class="semi">{move || title.text(lang.get())}</span>
                    <span class="mut fs11">{move || hint.text(lang.get())}</span>
                </span>
                <span class="end"><Button label=shelf.text(act) on_press /></span>
            </li>
        }
    };
    view! {
        <section class="mod" aria-labelledby="data-take">
            <div class="mod-head">
                <h2 id="data-take">{move || Words::TakeWithYou.text(lang.get())}</h2>
            </div>
            <p class="mut fs11">{move || Words::TakeHint.text(lang.get())}</p>
            <ul class="data-list">
                {move || shelf.session.opened().get().map(|_| line(Words::Everything, Words::EverythingHint, Words::SaveJson, Callback::new(move |()| shelf.session.save_to_file())))}
                {line(Words::RawData, Words::RawHint, Words::SaveRaw, Callback::new(|()| dom::save_raw()))}
            </ul>
        </section>
    }
    .into_any()
}

/// How safe the browser is as a place.
#[component]
pub fn Safety(shelf: Shelf) -> impl IntoView {
    let lang = shelf.lang;
    let protected = move || shelf.usage.get().persistent == Some(true);
    let state = move || match (protected(), shelf.session.protection().get()) {
        (true, _) | (_, Some(true)) => Words::ProtectedYes,
        (false, Some(false)) => Words::ProtectedRefused,
        (false, None) => Words::ProtectedNo,
    };
    let notes = move || {
        let lang = lang.get();
        let report = shelf.session.save_state().get();
        let report = report.as_ref();
        let secured = report
            .filter(|r| r.state.is_kept())
            .and_then(|r| r.secured_ms);
        let secured = secured.map(|at| Words::SecuredNote.fill(lang, &[&moment(lang, at)]));
        let reduced = report.filter(|r| r.reduced);
        let reduced = reduced.map(|_| Words::ReducedNote.text(lang).to_owned());
        let aside = report.map_or(0, |r| r.quarantined);
        let aside = (aside > 0).then(|| Words::Quarantined.fill(lang, &[&aside.to_string()]));
        let shared = Some(Words::SameHost.text(lang).to_owned());
        let all = [secured, reduced, aside, shared].into_iter().flatten();
        all.map(|text| view! { <p class="fs12 sec">{text}</p> })
            .collect_view()
    };
    view! {
        <section class="mod" aria-labelledby="data-safety">
            <div class="mod-head"><h2 id="data-safety">{move || Words::Safety.text(lang.get())}</h2></div>
            <div class="row data-line">
                <span class="col data-name">
                    <span class="semi">{move || Words::Protected.text(lang.get())}</span>
                    <span class="mut fs11">
                        {move || state().text(lang.get())}
                    </span>
                </span>
                <span class="end">
                    <Show when=move || !protected()>
                        <Button label=shelf.text(Words::AskProtection) on_press=move || shelf.session.ask_protection() />
                    </Show>
                </span>
            </div>
            {notes}
        </section>
    }
    .into_any()
}

/// Erasing everything, with a copy first and a word to type.
#[component]
pub fn StartOver(shelf: Shelf) -> impl IntoView {
    let lang = shelf.lang;
    let asking = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let word = move || Words::EraseWord.text(lang.get());
    let body = move || {
        let count = shelf.library.with(Vec::len).to_string();
        Words::EraseBody.fill(lang.get(), &[&count, word()])
    };
    let erase = move || {
        shelf.session.save_to_file();
        spawn_local(async move {
            let Some(keeper) = shelf.session.keeper() else {
                return;
            };
            if keeper.reset().await.is_ok() {
                shelf.session.prefs().update(|p| p.last_portfolio.clear());
                dom::reload();
            } else {
                let text = Words::EraseFailed.text(lang.get_untracked());
                shelf.session.notify(NoticeKind::Problem, text.to_owned());
            }
        });
    };
    let close = move || {
        asking.set(false);
        typed.set(String::new());
    };
    view! {
        <section class="mod" aria-labelledby="data-over">
            <div class="mod-head"><h2 id="data-over">{move || Words::StartOver.text(lang.get())}</h2></div>
            <p class="fs12 sec">{move || Words::StartOverHint.text(lang.get())}</p>
            <p class="row"><Button variant=Variant::Danger label=shelf.text(Words::Erase) on_press=move || asking.set(true) /></p>
            <Dialog open=asking on_close=close title=shelf.text(Words::EraseTitle) close_label=said(lang, Common::Close)>
                <div class="dialog-body">
                    <p>{body}</p>
                    <TextField label=Signal::derive(move || word().to_owned()) value=typed on_commit=move |text| typed.set(text) />
                </div>
                <div class="dialog-foot">
                    <Button label=said(lang, Common::Cancel) on_press=close />
                    <Button variant=Variant::Danger label=shelf.text(Words::EraseDo) disabled=Signal::derive(move || typed.get().trim() != word()) on_press=erase />
                </div>
            </Dialog>
        </section>
    }
    .into_any()
}
