//! Data and backups: what is kept where, going back, taking it along, starting over.

mod backups;
mod bring;
mod changes;
mod folder;
mod library;
mod outside;
mod team;

use crate::model::Kind;
use crate::session::{Session, SnapshotInfo, Usage, use_session};
use crate::store::{PortfolioId, PortfolioInfo};
use crate::ui::dom;
use crate::ui::parts::{PageFrame, moment};
use crate::ui::said;
use crate::ui::widgets::{Button, IconName, Variant};
use crate::words::{Data as Words, Lang, Shell, format};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What the panels of this page share.
#[derive(Clone, Copy)]
struct Shelf {
    session: Session,
    lang: Memo<Lang>,
    snapshots: RwSignal<Vec<SnapshotInfo>>,
    usage: RwSignal<Usage>,
    library: RwSignal<Vec<PortfolioInfo>>,
    /// The portfolio, not open, whose backups are looked at, and its name.
    other: RwSignal<Option<(PortfolioId, String)>>,
}

impl Shelf {
    fn other_id(self) -> Option<PortfolioId> {
        // The page may be gone when this is asked.
        self.other
            .try_with_untracked(|other| other.as_ref().map(|(id, _)| *id))
            .flatten()
    }

    fn text(self, key: Words) -> Signal<String> {
        said(self.lang, key)
    }

    /// Reads everything again: the database is asked, nothing is assumed.
    fn reload(self) {
        spawn_local(async move { self.read().await });
    }

    async fn read(self) {
        let Some(keeper) = self.session.keeper() else {
            return;
        };
        // The page may be gone when the answers come.
        self.library
            .try_set(keeper.library().await.unwrap_or_default());
        self.snapshots
            .try_set(keeper.snapshots(self.other_id()).await.unwrap_or_default());
        self.usage.try_set(keeper.usage().await);
    }

    async fn back_up(self) {
        self.session.back_up(true).await;
        self.read().await;
    }
}

/// The page.
#[component]
pub fn Data() -> impl IntoView {
    let session = use_session();
    let shelf = Shelf {
        session,
        lang: session.lang(),
        snapshots: RwSignal::new(Vec::new()),
        usage: RwSignal::new(Usage::default()),
        library: RwSignal::new(Vec::new()),
        other: RwSignal::new(None),
    };
    // Another portfolio or a new checkpoint: what is stored is another.
    Effect::new(move || {
        let open = session.opened().get();
        shelf.other.update_untracked(|other| {
            other.take_if(|(id, _)| open == Some(*id));
        });
        shelf.other.track();
        session.library_turn().track();
        session.protection().track();
        session.save_state().with(|r| r.and_then(|r| r.secured_ms));
        shelf.reload();
    });
    // In the safe start nothing is open: then there is only what opens something, and what saves it.
    let is_open = move || session.opened().with(Option::is_some);
    let actions = move || {
        view! {
            <bring::OpenFile shelf />
            <Show when=is_open>
                <Button icon=IconName::Saved variant=Variant::Primary label=shelf.text(Words::BackUpNow)
                    on_press=move || spawn_local(async move { shelf.back_up().await }) />
            </Show>
        }
    };
    view! {
        <PageFrame title=said(shelf.lang, Shell::Data) actions>
            <div class="data-page">
                <div class="data-main">
                    <Show when=is_open><Figures shelf /></Show>
                    <team::Team shelf />
                    <backups::Backups shelf />
                    <library::Library shelf />
                    <Show when=is_open><changes::Changes shelf /></Show>
                </div>
                <aside class="data-side" aria-label=move || Words::TakeWithYou.text(shelf.lang.get())>
                    <outside::TakeWithYou shelf />
                    <Show when=is_open><folder::InFolder shelf /></Show>
                    <Show when=is_open><crate::ui::pages::import::PlanExport /></Show>
                    <outside::Safety shelf />
                    <Show when=is_open><outside::StartOver shelf /></Show>
                </aside>
            </div>
        </PageFrame>
    }
    .into_any()
}

/// Four figures: what there is, where, and how old the copies are.
#[component]
fn Figures(shelf: Shelf) -> impl IntoView {
    let lang = shelf.lang;
    let number = move |n: usize| format::whole(lang.get(), i64::try_from(n).unwrap_or(i64::MAX));
    let count = Memo::new(move |_| {
        shelf.session.workspace().with(|w| {
            let all: usize = Kind::ALL.iter().map(|kind| w.count(*kind)).sum();
            (all, w.count(Kind::Project), w.count(Kind::Task))
        })
    });
    let records = move || Words::Records.fill(lang.get(), &[&number(count.get().0)]);
    let parts = move || {
        let (_, projects, tasks) = count.get();
        Words::RecordsHint.fill(lang.get(), &[&number(projects), &number(tasks)])
    };
    let used = move || {
        let usage = shelf.usage.get();
        let known = usage.portfolios.saturating_add(usage.snapshots);
        format::bytes(lang.get(), usage.used.unwrap_or(0).max(known))
    };
    let allowed = move || {
        let backups = number(shelf.snapshots.with(Vec::len));
        match shelf.usage.get().quota {
            Some(quota) => {
                Words::OfAllowed.fill(lang.get(), &[&format::bytes(lang.get(), quota), &backups])
            }
            None => Words::BackupsOnly.fill(lang.get(), &[&backups]),
        }
    };
    let newest = move || match shelf.snapshots.with(|all| all.first().copied()) {
        Some(one) => moment(lang.get(), one.at_ms),
        None => Words::Never.text(lang.get()).to_owned(),
    };
    let copies = shelf.session.copies();
    let copied = move || match copies.get().last_ms {
        Some(at) => moment(lang.get(), at),
        None => Words::Never.text(lang.get()).to_owned(),
    };
    let stale = move || {
        let copies = copies.get();
        copies.last_ms.is_none() || copies.due(dom::now_ms()).is_some()
    };
    let missing = move || match copies.get().missing() {
        0 => Words::CopyFresh.text(lang.get()).to_owned(),
        edits => {
            Words::CopyMissing.fill(lang.get(), &[&number(usize::try_from(edits).unwrap_or(0))])
        }
    };
    let figure = move |head: Signal<String>, value: Signal<String>, hint: Signal<String>| {
        view! {
            <div class="mod data-figure">
                <span class="mut fs11">{move || head.get()}</span>
                <span class="data-value">{move || value.get()}</span>
                <span class="mut fs11">{move || hint.get()}</span>
            </div>
        }
    };
    view! {
        <section class="mods data-figures" aria-label=move || Shell::Data.text(lang.get())>
            {figure(said(lang, Shell::Portfolio), Signal::derive(records), Signal::derive(parts))}
            {figure(shelf.text(Words::ThisBrowser), Signal::derive(used), Signal::derive(allowed))}
            {figure(shelf.text(Words::LastBackup), Signal::derive(newest), shelf.text(Words::EveryTen))}
            <div class="mod data-figure">
                <span class="mut fs11">{move || Words::LastCopy.text(lang.get())}</span>
                <span class="data-value">{copied}</span>
                <span class="fs11" class:data-due=stale>
                    {move || if stale() { Words::CopyDue.text(lang.get()).to_owned() } else { missing() }}
                </span>
            </div>
        </section>
    }
    .into_any()
}
