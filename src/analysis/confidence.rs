//! Delivery confidence: forward judgements of reviewers, kept apart from the status.

use crate::model::InOrder;
use crate::model::*;

/// The ratings of a project.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Confidences {
    /// The latest rating of each rater, in the order in which raters come in the records.
    pub latest: Vec<Id<Rating>>,
    /// What counts when one is needed: the first rating with a point, else the first with words.
    pub effective: Option<Id<Rating>>,
    /// Steps between the best and the worst point of the latest ratings; 0 when they agree.
    pub spread: i64,
}

const fn step(point: Confidence) -> Option<i64> {
    match point {
        Confidence::Green => Some(0),
        Confidence::AmberGreen => Some(1),
        Confidence::Amber => Some(2),
        Confidence::AmberRed => Some(3),
        Confidence::Red => Some(4),
        Confidence::Exempt | Confidence::Reset => None,
    }
}

/// Reads the ratings of a project as of a day.
#[must_use]
pub fn of_project(workspace: &Workspace, project: Id<Project>, today: Date) -> Confidences {
    let ratings: Vec<&Rating> = workspace
        .referring(project.raw(), Kind::Rating)
        .filter_map(|id| workspace.ratings.get(&Id::new(id)).map(|r| &**r))
        .filter(|rating| rating.date.is_none_or(|date| date <= today))
        .collect();
    let mut latest: Vec<&Rating> = Vec::new();
    for rating in ratings {
        match latest.iter_mut().find(|other| other.rater == rating.rater) {
            Some(other) if other.date <= rating.date => *other = rating,
            Some(_) => {}
            None => latest.push(rating),
        }
    }
    // By name, so that the order is the same in every browser.
    latest.order_by(|a, b| (&a.rater, a.id).cmp(&(&b.rater, b.id)));
    let point = |r: &&Rating| r.confidence.as_ref().and_then(Choice::known);
    let steps: Vec<i64> = latest.iter().filter_map(point).filter_map(step).collect();
    let effective = latest
        .iter()
        .find(|r| point(r).is_some())
        .or_else(|| latest.iter().find(|r| !r.stated.is_empty()));
    Confidences {
        effective: effective.map(|r| r.id),
        spread: steps.iter().max().copied().unwrap_or(0) - steps.iter().min().copied().unwrap_or(0),
        latest: latest.into_iter().map(|r| r.id).collect(),
    }
}

/// How many projects are at each point of one scale.
pub type ScaleCounts = (Option<ConfidenceScale>, Vec<(Confidence, usize)>);

/// Counts the effective ratings of all projects, each scale apart: a point of one is not comparable
/// with the same colour of another. Scales come in the order of their declaration, points in theirs;
/// ratings whose scale nobody noted come last.
#[must_use]
pub fn distribution(workspace: &Workspace, answers: &super::Answers) -> Vec<ScaleCounts> {
    let scales = ConfidenceScale::ALL.iter().map(|s| Some(*s)).chain([None]);
    let points = || Confidence::ALL.iter().map(|c| (*c, 0)).collect();
    let mut counts: Vec<ScaleCounts> = scales.map(|scale| (scale, points())).collect();
    for project in answers.projects.values() {
        let rating = project
            .confidence
            .effective
            .and_then(|id| workspace.ratings.get(&id));
        let Some(rating) = rating else { continue };
        let known = rating.scale.as_ref().and_then(Choice::known);
        let point = rating.confidence.as_ref().and_then(Choice::known);
        let scale = counts.iter_mut().find(|c| c.0 == known);
        let slot = scale.and_then(|c| c.1.iter_mut().find(|p| Some(p.0) == point));
        if let Some(slot) = slot {
            slot.1 += 1;
        }
    }
    counts.retain(|(_, points)| points.iter().any(|p| p.1 > 0));
    counts
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::refresh;

    #[test]
    fn ratings_of_three_and_five_points_are_never_counted_together() {
        let mut workspace = crate::sample::arvenne();
        let today = Date::new(2026, 5, 18).unwrap();
        let count = |workspace: &Workspace| {
            let answers = refresh(None, workspace, today);
            distribution(workspace, &answers)
                .into_iter()
                .map(|(scale, points)| (scale, points.iter().map(|p| p.1).sum()))
                .collect::<Vec<(_, usize)>>()
        };
        let all = count(&workspace);
        let [(Some(scale), total)] = all.as_slice() else {
            panic!("the sample is rated on one scale: {all:?}");
        };
        let other = match scale {
            ConfidenceScale::Three => ConfidenceScale::Five,
            ConfidenceScale::Five => ConfidenceScale::Three,
        };
        let answers = refresh(None, &workspace, today);
        let rated = answers
            .projects
            .values()
            .find_map(|p| p.confidence.effective)
            .unwrap();
        let mut set = |value| {
            workspace
                .set(Kind::Rating, rated.raw(), "scale", value)
                .unwrap();
        };
        set(Some(Value::Choice(other.key().into())));
        let apart = count(&workspace);
        assert!(apart.contains(&(Some(*scale), total - 1)) && apart.contains(&(Some(other), 1)));
    }
}
