//! What a new user sees: three ways in, or a file dropped anywhere.

use crate::session::{Page, Route, use_session};
use crate::ui::widgets::{Icon, IconName};
use crate::words::Shell;
use leptos::prelude::*;

/// The first screen.
#[component]
pub fn FirstRun() -> impl IntoView {
    let session = use_session();
    let lang = session.lang();
    let text = move |key: Shell| move || key.text(lang.get());
    let importing = Memo::new(move |_| session.route().with(|r| r.page == Page::Import));
    let way = move |icon: IconName, title: Shell, hint: Shell, act: Callback<()>| {
        view! {
            <li>
                <button type="button" class="way" on:click=move |_| act.run(())>
                    <span class="way-icon"><Icon name=icon size=20 /></span>
                    <span class="col way-text">
                        <span class="semi">{text(title)}</span>
                        <span class="mut fs12">{text(hint)}</span>
                    </span>
                    <Icon name=IconName::ArrowRight size=14 />
                </button>
            </li>
        }
    };
    let import = Callback::new(move |()| session.go(&Route::to(Page::Import)));
    move || {
        if importing.get() {
            return view! { <main id="main" class="sheet first-import" tabindex="-1">{crate::ui::apart::page(&Page::Import)}</main> }.into_any();
        }
        view! {
            <main id="main" class="first" tabindex="-1">
                <div class="first-card">
                    <p class="row semi"><span class="logo" aria-hidden="true"></span>{text(Shell::AppName)}</p>
                    <h1>{text(Shell::FirstTitle)}</h1>
                    <p class="sec">{text(Shell::FirstLead)}</p>
                    <ul class="ways">
                        {way(IconName::Cockpit, Shell::OpenSample, Shell::OpenSampleHint, Callback::new(move |()| session.open_sample()))}
                        {way(IconName::Plus, Shell::StartBlank, Shell::StartBlankHint, Callback::new(move |()| session.create_blank()))}
                        {way(IconName::Import, Shell::ImportFile, Shell::ImportFileHint, import)}
                    </ul>
                    <p class="mut fs12">{text(Shell::DropHint)}</p>
                </div>
            </main>
        }
        .into_any()
    }
}
