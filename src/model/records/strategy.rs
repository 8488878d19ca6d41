//! Objectives, alignment and key figures.

use crate::model::record::record;
use crate::model::value::choice;
use crate::model::*;

choice! {
    /// A level of the strategy tree.
    ObjectiveLevel {
        /// A theme groups objectives.
        Theme = "theme",
        /// An outcome the organisation wants.
        Objective = "objective",
        /// A measurable result of an objective.
        KeyResult = "key_result",
    }
}

record! {
    /// A theme, a strategic objective or a key result.
    Objective {
        /// Short code.
        code: Text [unique],
        /// The name.
        name: Text [required],
        /// Where in the tree it stands.
        level: Option<Choice<ObjectiveLevel>>,
        /// The theme or objective it is part of.
        parent: Option<Id<Objective>>,
        /// What it means.
        description: Markdown,
        /// Weight against its siblings.
        weight: Option<Percent>,
        /// The day by which it is to be reached.
        horizon: Option<Date>,
        /// Who answers for it.
        owner: Option<Id<Person>>,
        /// The figure that measures a key result.
        kpi: Option<Id<Kpi>>,
        /// What every linked project has to meet, one line each.
        requirements: Markdown,
        /// Place among its siblings.
        order: Text [hidden],
    }
}

record! {
    /// The declared contribution of a project to an objective.
    Alignment {
        /// The project.
        project: Option<Id<Project>> [required, owner],
        /// The objective.
        objective: Option<Id<Objective>> [required, owner],
        /// Share of the objective that the project is to bring.
        contribution: Option<Percent>,
        /// How it contributes.
        note: Text,
    }
}

choice! {
    /// Which way a figure is to go.
    Direction {
        /// Higher is better.
        Up = "up",
        /// Lower is better.
        Down = "down",
        /// Best inside a band.
        Band = "band",
    }
}

choice! {
    /// How often a figure is read.
    Frequency {
        /// Every month.
        Monthly = "monthly",
        /// Every quarter.
        Quarterly = "quarterly",
        /// Every year.
        Yearly = "yearly",
    }
}

record! {
    /// The definition of a key performance indicator.
    Kpi {
        /// Short code.
        code: Text [unique],
        /// The name.
        name: Text [required],
        /// What it is for.
        purpose: Markdown,
        /// How it is computed.
        formula: Text,
        /// Unit of the readings, such as `%` or `kWh`.
        unit: Text,
        /// Which way it is to go.
        direction: Option<Choice<Direction>>,
        /// Where it began.
        baseline: Option<Decimal>,
        /// The day of the baseline.
        baseline_date: Option<Date>,
        /// Where it is to be (upper edge of a band).
        target: Option<Decimal>,
        /// Lower edge of a band.
        band_low: Option<Decimal>,
        /// The day of the target.
        target_date: Option<Date>,
        /// On the bad side of it the figure is amber.
        amber: Option<Decimal>,
        /// On the bad side of it the figure is red.
        red: Option<Decimal>,
        /// How often it is read.
        frequency: Option<Choice<Frequency>>,
        /// Where the readings come from.
        source: Text,
        /// Who answers for it.
        owner: Option<Id<Person>>,
        /// The unit it is of; the portfolio when neither unit nor project is given.
        of_unit: Option<Id<Unit>>,
        /// The project it is of.
        of_project: Option<Id<Project>>,
        /// Who it is made for.
        audience: Text,
        /// The definition holds from this day and is locked then.
        valid_from: Option<Date>,
        /// The definition holds to this day.
        valid_to: Option<Date>,
        /// Place among the figures.
        order: Text [hidden],
    }
}

record! {
    /// One reading of a figure.
    Reading {
        /// The figure.
        kpi: Option<Id<Kpi>> [required, owner],
        /// Last day of the period that was read.
        date: Option<Date> [required],
        /// The value.
        value: Option<Decimal> [required],
        /// A forecast, not a fact.
        forecast: bool,
        /// A remark.
        note: Text,
    }
}
