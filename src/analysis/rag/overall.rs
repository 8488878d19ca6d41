//! The status of a project: every axis, declared and computed side by side, and the overall.

use super::{Explanation, Limits, measure, severity, worse};
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
    let mut unmeasured = false;
    for axis in Axis::ALL {
        let limits = Limits::for_project(workspace, project, *axis);
        let before = reported.computed_before(*axis);
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
            Axis::Risk => Some(measure::risk(risks(), &limits)),
            Axis::Scope | Axis::Resources | Axis::Quality | Axis::Benefits => None,
        };
        let computed = why.as_ref().map(|w| w.computed);
        unmeasured |= matches!(axis, Axis::Time | Axis::Cost) && computed == Some(Rag::NotAssessed);
        if let Some(rag) = computed
            && rag != Rag::NotAssessed
        {
            judged.push((*axis, rag, limits.weight));
        }
        axes.push(finish(Some(*axis), reported.declared(*axis), computed, why));
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
    let overall = finish(None, reported.overall(), Some(computed), None);
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
}
