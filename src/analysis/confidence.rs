//! Delivery confidence: forward judgements of reviewers, kept apart from the status.

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
    latest.sort_by(|a, b| (&a.rater, a.id).cmp(&(&b.rater, b.id)));
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

/// Counts the effective ratings of all projects: each point in the order of the scale.
#[must_use]
pub fn distribution(workspace: &Workspace, answers: &super::Answers) -> Vec<(Confidence, usize)> {
    let mut counts: Vec<(Confidence, usize)> = Confidence::ALL.iter().map(|c| (*c, 0)).collect();
    for project in answers.projects.values() {
        let point = project
            .confidence
            .effective
            .and_then(|id| workspace.ratings.get(&id)?.confidence.as_ref()?.known());
        if let Some(slot) = point.and_then(|p| counts.iter_mut().find(|c| c.0 == p)) {
            slot.1 += 1;
        }
    }
    counts
}
