//! The status of a project: every axis, declared and computed side by side, and the overall.

use super::{Before, Explanation, Limits, measure, risk, severity, worse};
use crate::analysis::money::ProjectMoney;
use crate::analysis::report::Reported;
use crate::analysis::slip::{Milestone, Slip, is_ahead, is_over};
use crate::model::*;

/// One axis of a project, or its overall status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AxisStatus {
    /// Declared in the latest report, while that is fresh.
    pub declared: Option<Rag>,
    /// Computed by rule; `None` for an axis that no rule computes.
    pub computed: Option<Rag>,
    /// The override in force.
    pub overridden: Option<Id<Override>>,
    /// What counts: the override, else the declared, else the computed, else "not assessed".
    pub in_force: Rag,
    /// Why the computed colour is what it is.
    pub why: Option<Explanation>,
}

impl AxisStatus {
    /// Do the declared and the computed colour differ?
    #[must_use]
    pub fn differs(&self) -> bool {
        matches!((self.declared, self.computed), (Some(d), Some(c)) if d != c && c != Rag::NotAssessed)
    }
}

/// The status of a project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// The axes in the order of [`Axis::ALL`].
    pub axes: Vec<AxisStatus>,
    /// The whole.
    pub overall: AxisStatus,
    /// The axes that make the computed overall what it is.
    pub decided_by: Vec<Axis>,
}

impl Status {
    /// Returns one axis.
    #[must_use]
    pub fn axis(&self, axis: Axis) -> Option<&AxisStatus> {
        let place = Axis::ALL.iter().position(|a| *a == axis)?;
        self.axes.get(place)
    }
}

/// Judges a project on every axis.
#[must_use]
pub fn assess(
    workspace: &Workspace,
    project: &Project,
    slip: &Slip,
    milestones: &[Milestone],
    money: &ProjectMoney,
    reported: &Reported,
    calendar: &Calendar,
    today: Date,
) -> Status {
    let id = project.id.raw();
    let rest = is_over(project) || is_ahead(project, slip, today);
    let overrides: Vec<&Override> = workspace
        .referring(id, Kind::Override)
        .filter_map(|o| workspace.overrides.get(&Id::new(o)).map(|o| &**o))
        .filter(|o| {
            o.set_on.is_none_or(|day| day <= today) && o.expires.is_some_and(|day| day >= today)
        })
        .collect();
    let override_of = |axis: Option<Axis>| {
        let mine = |o: &&&Override| match &o.axis {
            None => axis.is_none(),
            Some(choice) => axis.is_some() && choice.known() == axis,
        };
        overrides
            .iter()
            .filter(mine)
            .max_by_key(|o| (o.set_on, o.id))
            .copied()
    };
    let finish = |axis: Option<Axis>,
                  declared: Option<Rag>,
                  computed: Option<Rag>,
                  why: Option<Explanation>| {
        let set = override_of(axis).and_then(|o| Some((o.id, o.status.as_ref()?.known()?)));
        let computed = if rest { Some(Rag::Closed) } else { computed };
        // A finished project is finished whatever its last report said.
        let declared = match declared {
            _ if is_over(project) => Some(Rag::Closed),
            // Nothing is due before a project begins.
            Some(Rag::NotAssessed) if rest => None,
            other => other,
        };
        let in_force = set
            .map(|(_, rag)| rag)
            .or(declared)
            .or(computed)
            .unwrap_or(Rag::NotAssessed);
        AxisStatus {
            declared,
            computed,
            overridden: set.map(|(id, _)| id),
            in_force,
            why,
        }
    };
    let risks = || {
        workspace
            .referring(id, Kind::Risk)
            .filter_map(|r| workspace.risks.get(&Id::new(r)).map(|r| &**r))
    };
    let mut axes = Vec::with_capacity(Axis::ALL.len());
    let mut judged: Vec<(Axis, Rag, i64)> = Vec::new();
    let mut in_force: Vec<(Axis, Rag, i64)> = Vec::new();
    let mut unmeasured = false;
    for axis in Axis::ALL {
        let limits = Limits::for_project(workspace, project, *axis);
        let before = reported
            .frozen
            .as_ref()
            .map_or_else(Before::default, |report| {
                Before::of(report, *axis, slip.baseline_duration, &limits)
            });
        let why = match axis {
            _ if limits.off => None,
            Axis::Time => Some(measure::time(
                slip, milestones, &limits, before, calendar, today,
            )),
            Axis::Cost => Some(measure::cost(
                money.sums.as_ref(),
                money.currency,
                &limits,
                before,
            )),
            Axis::Risk => Some(risk::risk(risks(), &limits)),
            Axis::Scope | Axis::Resources | Axis::Quality | Axis::Benefits => None,
        };
        let computed = why.as_ref().map(|w| w.computed);
        unmeasured |= matches!(axis, Axis::Time | Axis::Cost) && computed == Some(Rag::NotAssessed);
        if let Some(rag) = computed
            && rag != Rag::NotAssessed
        {
            judged.push((*axis, rag, limits.weight));
        }
        let status = finish(Some(*axis), reported.declared(*axis), computed, why);
        let kept = status.overridden.map(|_| status.in_force).or(computed);
        if let Some(rag) = kept.filter(|rag| *rag != Rag::NotAssessed) {
            in_force.push((*axis, rag, limits.weight));
        }
        axes.push(status);
    }
    let rule = workspace
        .portfolio()
        .and_then(|p| p.overall_rule.as_ref()?.known())
        .unwrap_or(Worst::WorstOf);
    let computed = match combine(rule, &judged) {
        // Green speaks for time and cost; missing data never turns green.
        Rag::Green if unmeasured => Rag::NotAssessed,
        combined => combined,
    };
    let worst = judged.iter().map(|j| severity(j.1)).max().unwrap_or(0);
    let decided_by = judged
        .iter()
        .filter(|j| severity(j.1) == worst)
        .map(|j| j.0)
        .collect();
    let mut overall = finish(None, reported.overall(), Some(computed), None);
    // Where nobody declared the whole, an axis that was kept with a reason counts as kept.
    let axis_kept = axes.iter().any(|axis| axis.overridden.is_some());
    if axis_kept && overall.overridden.is_none() && overall.declared.is_none() && !rest {
        overall.in_force = match combine(rule, &in_force) {
            Rag::Green if unmeasured => Rag::NotAssessed,
            combined => combined,
        };
    }
    Status {
        axes,
        overall,
        decided_by,
    }
}

/// Combines the judged axes; none judged is "not assessed", never green.
fn combine(rule: Worst, judged: &[(Axis, Rag, i64)]) -> Rag {
    let worst = judged
        .iter()
        .map(|j| j.1)
        .reduce(worse)
        .unwrap_or(Rag::NotAssessed);
    let weights: i64 = judged.iter().map(|j| j.2).sum();
    if rule == Worst::WorstOf || weights <= 0 {
        return worst;
    }
    // Green 2, amber 1, red 0; a red axis keeps the whole at amber at best.
    let points: i64 = judged
        .iter()
        .map(|(_, rag, weight)| {
            weight
                * match rag {
                    Rag::Green | Rag::Closed => 2,
                    Rag::Amber => 1,
                    Rag::Red | Rag::NotAssessed => 0,
                }
        })
        .sum();
    let mean = match points * 2 {
        double if double >= weights * 3 => Rag::Green,
        double if double >= weights => Rag::Amber,
        _ => Rag::Red,
    };
    if worst == Rag::Red {
        worse(mean, Rag::Amber)
    } else {
        mean
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weighted_mean_never_hides_a_red_axis() {
        let judged = [
            (Axis::Time, Rag::Green, 3),
            (Axis::Risk, Rag::Green, 3),
            (Axis::Cost, Rag::Red, 1),
        ];
        assert_eq!(combine(Worst::Weighted, &judged), Rag::Amber);
        assert_eq!(combine(Worst::WorstOf, &judged), Rag::Red);
        assert_eq!(combine(Worst::WorstOf, &[]), Rag::NotAssessed);
    }

    #[test]
    fn what_counts_is_the_kept_colour_until_it_expires_then_the_declared_then_the_computed() {
        use crate::analysis::refresh;
        let mut workspace = crate::sample::arvenne();
        let today = Date::new(2026, 5, 18).unwrap();
        let id = workspace.project_by_code("SOV-1").unwrap().id;
        let status = |workspace: &Workspace, day: Date| {
            let answers = refresh(None, workspace, day);
            answers.project(id).unwrap().status.clone()
        };
        let plain = status(&workspace, today);
        assert_eq!(plain.overall.declared, Some(Rag::Amber));
        assert_eq!(plain.overall.computed, Some(Rag::Red));
        assert_eq!(plain.overall.in_force, Rag::Amber);
        let end = today.plus_days(10).unwrap();
        let keep = [
            ("project", Value::Ref(id.raw())),
            ("status", Value::Choice("green".into())),
            ("reason", Value::Text("Agreed by the board".into())),
            ("author", Value::Text("Board".into())),
            ("set_on", Value::Date(today)),
            ("expires", Value::Date(end)),
        ];
        let values = keep.map(|(key, value)| (key.into(), value));
        workspace
            .insert_with(Kind::Override, RawId(9), values)
            .unwrap();
        let kept = status(&workspace, end);
        assert_eq!(kept.overall.in_force, Rag::Green);
        assert_eq!(kept.overall.declared, Some(Rag::Amber));
        assert_eq!(kept.overall.computed, Some(Rag::Red));
        let later = status(&workspace, end.plus_days(1).unwrap());
        assert_eq!(later.overall.in_force, Rag::Amber);
        assert_eq!(later.overall.overridden, None);
    }

    #[test]
    fn a_kept_axis_counts_in_the_whole_where_nobody_declared_it() {
        use crate::analysis::refresh;
        let mut workspace = crate::sample::arvenne();
        let today = Date::new(2026, 5, 18).unwrap();
        let id = workspace.project_by_code("SOV-1").unwrap().id;
        for kind in [Kind::Round, Kind::Report, Kind::Override] {
            let all: Vec<RawId> = workspace.records(kind).map(Record::raw_id).collect();
            for record in all {
                workspace.remove(kind, record);
            }
        }
        let whole = |workspace: &Workspace| {
            let answers = refresh(None, workspace, today);
            let status = &answers.project(id).unwrap().status;
            (status.overall.computed, status.overall.in_force)
        };
        assert_eq!(whole(&workspace), (Some(Rag::Red), Rag::Red));
        for (n, axis) in ["time", "cost"].into_iter().enumerate() {
            let keep = [
                ("project", Value::Ref(id.raw())),
                ("axis", Value::Choice(axis.into())),
                ("status", Value::Choice("amber".into())),
                ("set_on", Value::Date(today)),
                ("expires", Value::Date(today)),
            ];
            let values = keep.map(|(key, value)| (key.into(), value));
            workspace
                .insert_with(Kind::Override, RawId(n as u128 + 1), values)
                .unwrap();
        }
        assert_eq!(whole(&workspace), (Some(Rag::Red), Rag::Amber));
    }
}
