//! Limits of the axes: defaults and the organisation's own.
//!
//! The defaults follow published conventions (SSP projects, US OMB ±10 %) as recommended values; no
//! standard fixes them, so every one is a setting.

use crate::model::{Axis, Percent, Project, RawId, Rule, Workspace};

/// The limits of an axis that hold for a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// The rule they come from; `None` for the defaults.
    pub rule: Option<RawId>,
    /// Largest number of working days that is green.
    pub green_days: i64,
    /// Largest number of working days that is amber.
    pub amber_days: i64,
    /// Largest share that is green.
    pub green_share: Percent,
    /// Largest share that is amber.
    pub amber_share: Percent,
    /// Working days by which a limit must be beaten before the colour improves.
    pub margin_days: i64,
    /// Share by which a limit must be beaten before the colour improves.
    pub margin_share: Percent,
    /// The weight in a weighted overall status.
    pub weight: i64,
    /// The axis does not count.
    pub off: bool,
}

impl Limits {
    /// The defaults of an axis: time 5 and 20 working days, 5 % and 15 %; cost 5 % and 10 %.
    #[must_use]
    pub fn default_for(axis: Axis) -> Self {
        let amber_share = if axis == Axis::Time { 1500 } else { 1000 };
        Self {
            rule: None,
            green_days: 5,
            amber_days: 20,
            green_share: Percent(500),
            amber_share: Percent(amber_share),
            margin_days: 2,
            margin_share: Percent(100),
            weight: 1,
            off: false,
        }
    }

    /// Returns the limits for a project: the rule of its type, else the rule for all, else the defaults.
    #[must_use]
    pub fn for_project(workspace: &Workspace, project: &Project, axis: Axis) -> Self {
        let of_axis =
            |rule: &&Rule| rule.axis.as_ref().and_then(crate::model::Choice::known) == Some(axis);
        let mut general = None;
        for rule in workspace.rules.values().map(|r| &**r).filter(of_axis) {
            if rule.project_type.is_empty() {
                general = general.or(Some(rule));
            } else if rule.project_type == project.project_type {
                return Self::of_rule(rule, axis);
            }
        }
        general.map_or_else(|| Self::default_for(axis), |rule| Self::of_rule(rule, axis))
    }

    /// Returns the limits of a rule: its own, and the defaults for what it leaves open.
    #[must_use]
    pub fn of_rule(rule: &Rule, axis: Axis) -> Self {
        let base = Self::default_for(axis);
        Self {
            rule: Some(rule.id.raw()),
            green_days: rule.green_days.unwrap_or(base.green_days),
            amber_days: rule.amber_days.unwrap_or(base.amber_days),
            green_share: rule.green_share.unwrap_or(base.green_share),
            amber_share: rule.amber_share.unwrap_or(base.amber_share),
            margin_days: rule.margin_days.unwrap_or(base.margin_days),
            margin_share: rule.margin_share.unwrap_or(base.margin_share),
            weight: rule.weight.unwrap_or(1).max(0),
            off: rule.off,
        }
    }
}
