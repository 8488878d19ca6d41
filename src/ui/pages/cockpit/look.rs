//! What the panels look at: the projects of a scope, beside an earlier report.

use crate::analysis::past::closed_rounds;
use crate::analysis::{Answers, Scope};
use crate::model::{Date, Round, Shared};
use crate::session::{Route, Session, narrowed, scope_of};
use leptos::prelude::*;

/// What the panels look at.
#[derive(Clone, Copy)]
pub struct Look {
    session: Session,
    /// Which projects.
    pub scope: Memo<Scope>,
    /// The answers of those projects alone.
    pub answers: Memo<Answers>,
    /// The closed rounds, oldest first.
    pub rounds: Memo<Vec<Shared<Round>>>,
    /// The round to compare with: the last closed one, unless the address names another.
    pub round: Memo<Option<Shared<Round>>>,
}

impl Look {
    /// Looks at a scope.
    pub fn at(session: Session, scope: Memo<Scope>) -> Self {
        let answers = Memo::new_with_compare(
            move |_| {
                session
                    .answers()
                    .with(|a| session.workspace().with(|w| a.within(w, scope.get())))
            },
            |_, _| true,
        );
        let rounds = Memo::new(move |_| {
            session
                .workspace()
                .with(|w| closed_rounds(w, session.today().get()))
        });
        let wished = Memo::new(move |_| session.route().with(|r| Date::parse(r.get("compare"))));
        let round = Memo::new(move |_| {
            rounds.with(|all| {
                let wished = wished.get();
                let named = all
                    .iter()
                    .rev()
                    .find(|r| wished.is_some() && r.date == wished);
                named.or(all.last()).cloned()
            })
        });
        Self {
            session,
            scope,
            answers,
            rounds,
            round,
        }
    }

    /// Looks at what the address says.
    pub fn of_address(session: Session) -> Self {
        let setting = Memo::new(move |_| session.route().with(|r| r.get("scope").to_owned()));
        let scope = Memo::new(move |_| {
            session
                .workspace()
                .with(|w| setting.with(|setting| scope_of(w, setting)))
        });
        Self::at(session, scope)
    }

    /// Returns a link that keeps the scope, where the page it leads to can.
    pub fn link(self, to: &Route) -> String {
        let session = self.session;
        let (scope, lang) = (self.scope.get(), session.lang().get());
        let to = session
            .workspace()
            .with_untracked(|w| narrowed(w, scope, to, lang));
        session.link(&to)
    }
}
