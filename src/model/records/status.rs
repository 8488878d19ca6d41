//! Status reports, overrides and confidence ratings.

use crate::model::record::record;
use crate::model::value::choice;
use crate::model::*;

choice! {
    /// A status axis.
    Axis {
        /// Finish against baseline.
        Time = "time",
        /// Landing against revised budget.
        Cost = "cost",
        /// Must-have scope changed or at risk.
        Scope = "scope",
        /// Demand against capacity.
        Resources = "resources",
        /// Open exposure and its response.
        Risk = "risk",
        /// Defects, reviews, mandatory documents.
        Quality = "quality",
        /// Forecast against promised benefit.
        Benefits = "benefits",
    }
}

impl Axis {
    /// Every axis in the order of columns: what a rule computes stands near what people judge with it.
    pub const SHOWN: [Self; 7] = [
        Self::Time,
        Self::Cost,
        Self::Scope,
        Self::Quality,
        Self::Resources,
        Self::Risk,
        Self::Benefits,
    ];
}

choice! {
    /// One of the five states of a status.
    Rag {
        /// Within limits.
        Green = "green",
        /// Outside the first limit.
        Amber = "amber",
        /// Outside the second limit.
        Red = "red",
        /// Data or report missing; never green.
        NotAssessed = "not_assessed",
        /// Not started or finished: nothing to judge.
        Closed = "closed",
    }
}

record! {
    /// A reporting round: opened, collected, closed.
    Round {
        /// What people call it, such as `May 2026`.
        name: Text [required],
        /// The day that the reports speak of.
        date: Option<Date> [required],
        /// The day by which reports are due.
        due: Option<Date>,
        /// The day it was closed and its reports were frozen.
        closed: Option<Date>,
        /// A remark for everybody.
        note: Markdown,
    }
}

record! {
    /// What a project reported in a round. Frozen once the round is closed.
    Report {
        /// The project.
        project: Option<Id<Project>> [required, owner],
        /// The round; a report outside of rounds has none.
        round: Option<Id<Round>>,
        /// The day it speaks of.
        date: Option<Date> [required],
        /// Who wrote it.
        author: Text,
        /// Declared overall status.
        overall: Option<Choice<Rag>>,
        /// Declared status of the axis.
        time: Option<Choice<Rag>>,
        /// Declared status of the axis.
        cost: Option<Choice<Rag>>,
        /// Declared status of the axis.
        scope: Option<Choice<Rag>>,
        /// Declared status of the axis.
        resources: Option<Choice<Rag>>,
        /// Declared status of the axis.
        risk: Option<Choice<Rag>>,
        /// Declared status of the axis.
        quality: Option<Choice<Rag>>,
        /// Declared status of the axis.
        benefits: Option<Choice<Rag>>,
        /// What happened and what comes.
        summary: Markdown,
        /// Why the axis stands so.
        time_comment: Text,
        /// Why the axis stands so.
        cost_comment: Text,
        /// Why the axis stands so.
        scope_comment: Text,
        /// Why the axis stands so.
        resources_comment: Text,
        /// Why the axis stands so.
        risk_comment: Text,
        /// Why the axis stands so.
        quality_comment: Text,
        /// Why the axis stands so.
        benefits_comment: Text,
        /// The reports of a closed round are facts about the past.
        frozen: bool [hidden],
        /// Computed overall status at the freeze.
        computed_overall: Option<Choice<Rag>> [hidden],
        /// Computed status of the axis at the freeze.
        computed_time: Option<Choice<Rag>> [hidden],
        /// Computed status of the axis at the freeze.
        computed_cost: Option<Choice<Rag>> [hidden],
        /// Forecast finish at the freeze.
        forecast_finish: Option<Date> [hidden],
        /// Slip at the freeze, in working days.
        slip_days: Option<i64> [hidden],
        /// Landing at the freeze.
        landing: Option<Money> [hidden],
        /// Revised budget at the freeze.
        revised: Option<Money> [hidden],
        /// Consumed to date at the freeze.
        consumed: Option<Money> [hidden],
        /// Progress at the freeze.
        progress: Option<Percent> [hidden],
        /// Identity and day of each milestone and gate at the freeze, such as `id=2026-06-01`, apart by blanks.
        milestones: Text [hidden],
    }
}

impl Report {
    /// Returns the days that the milestones and gates had at the freeze; what cannot be read is left out.
    pub fn stones(&self) -> impl Iterator<Item = (Id<Task>, Date)> + '_ {
        self.milestones.split_whitespace().filter_map(|part| {
            let (task, day) = part.split_once('=')?;
            Some((Id::new(RawId::parse(task)?), Date::parse(day)?))
        })
    }

    /// The text that keeps the days of milestones and gates.
    #[must_use]
    pub fn stones_text(days: impl Iterator<Item = (Id<Task>, Date)>) -> Text {
        // A plan with more of them than a text holds keeps the first.
        const MOST: usize = Text::LONGEST / 40;
        let parts: Vec<String> = days
            .take(MOST)
            .map(|(task, day)| format!("{task}={day}"))
            .collect();
        parts.join(" ").as_str().into()
    }

    /// Returns the declared status of an axis.
    #[must_use]
    pub fn declared(&self, axis: Axis) -> Option<Rag> {
        let choice = match axis {
            Axis::Time => &self.time,
            Axis::Cost => &self.cost,
            Axis::Scope => &self.scope,
            Axis::Resources => &self.resources,
            Axis::Risk => &self.risk,
            Axis::Quality => &self.quality,
            Axis::Benefits => &self.benefits,
        };
        choice.as_ref().and_then(Choice::known)
    }

    /// Returns the comment on an axis.
    #[must_use]
    pub fn comment(&self, axis: Axis) -> &Text {
        match axis {
            Axis::Time => &self.time_comment,
            Axis::Cost => &self.cost_comment,
            Axis::Scope => &self.scope_comment,
            Axis::Resources => &self.resources_comment,
            Axis::Risk => &self.risk_comment,
            Axis::Quality => &self.quality_comment,
            Axis::Benefits => &self.benefits_comment,
        }
    }
}

record! {
    /// A colour that somebody set against the computed one, with a reason and an end.
    Override {
        /// The project.
        project: Option<Id<Project>> [required, owner],
        /// The axis; the overall status when absent.
        axis: Option<Choice<Axis>>,
        /// The colour in force.
        status: Option<Choice<Rag>> [required],
        /// Why.
        reason: Text [required],
        /// Who decided.
        author: Text [required],
        /// The day it was set.
        set_on: Option<Date> [required],
        /// The last day it holds.
        expires: Option<Date> [required],
    }
}

record! {
    /// A forward judgement of delivery by a reviewer, apart from the status.
    Rating {
        /// The project.
        project: Option<Id<Project>> [required, owner],
        /// Who rated: a body or a function, such as `IPA` or `SRO`.
        rater: Text [required],
        /// The day of the rating.
        date: Option<Date>,
        /// The scale it was given on.
        scale: Option<Choice<ConfidenceScale>>,
        /// The point.
        confidence: Option<Choice<Confidence>>,
        /// The words of the source where no point was given, such as an exemption.
        stated: Text,
        /// The comment of the rater.
        comment: Markdown,
    }
}

choice! {
    /// A point of the delivery confidence scale (Infrastructure and Projects Authority, UK).
    Confidence {
        /// Successful delivery highly likely.
        Green = "green",
        /// Probable, with constant attention.
        AmberGreen = "amber_green",
        /// Feasible, significant issues exist.
        Amber = "amber",
        /// In doubt, urgent action needed.
        AmberRed = "amber_red",
        /// Appears unachievable.
        Red = "red",
        /// The publisher withheld the rating.
        Exempt = "exempt",
        /// The project was reset since the last rating.
        Reset = "reset",
    }
}
