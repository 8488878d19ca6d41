//! Projects.

use crate::model::record::record;
use crate::model::value::choice;
use crate::model::*;

choice! {
    /// Where a project stands in its life.
    Phase {
        /// Proposed, not decided.
        Proposal = "proposal",
        /// Being defined or studied.
        Definition = "definition",
        /// Being delivered.
        Delivery = "delivery",
        /// Being handed over.
        Closing = "closing",
        /// Finished.
        Closed = "closed",
        /// Put on hold by decision.
        Paused = "paused",
        /// Stopped by decision.
        Stopped = "stopped",
    }
}

choice! {
    /// How much a project matters against the others.
    Priority {
        /// Must be done: law or safety.
        Mandatory = "mandatory",
        /// High.
        High = "high",
        /// Medium.
        Medium = "medium",
        /// Low.
        Low = "low",
    }
}

record! {
    /// A temporary endeavour with a defined result.
    Project {
        /// People's own code, such as `SOV-1`.
        code: Text [unique],
        /// The name.
        name: Text [required],
        /// What it is.
        description: Markdown,
        /// What it is to reach.
        goal: Markdown,
        /// What belongs to it and what does not.
        scope: Markdown,
        /// What it is worth and to whom.
        value_statement: Markdown,
        /// The unit it belongs to.
        unit: Option<Id<Unit>>,
        /// The programme it is part of.
        programme: Option<Id<Programme>>,
        /// Who is accountable for the business case.
        sponsor: Option<Id<Person>>,
        /// Who leads it.
        manager: Option<Id<Person>>,
        /// Its type: study, adaptation, launch and the like.
        project_type: Text,
        /// The kind of customer it is for.
        customer: Text,
        /// Where it stands in its life.
        phase: Option<Choice<Phase>>,
        /// How much it matters.
        priority: Option<Choice<Priority>>,
        /// Free labels.
        tags: Tags,
        /// First day as first planned.
        planned_start: Option<Date>,
        /// Last day as first planned.
        planned_finish: Option<Date>,
        /// First day of the approved baseline.
        baseline_start: Option<Date>,
        /// Last day of the approved baseline.
        baseline_finish: Option<Date>,
        /// First day as forecast now.
        forecast_start: Option<Date>,
        /// Last day as forecast now.
        forecast_finish: Option<Date>,
        /// The day it began.
        actual_start: Option<Date>,
        /// The day it ended.
        actual_finish: Option<Date>,
        /// Physical progress.
        progress: Option<Percent>,
        /// Cost over its whole life as published, running costs included; not part of the budget lines.
        whole_life_cost: Option<Money>,
        /// Shown in the rail.
        pinned: bool,
        /// Where the record came from, such as the name of the imported file.
        source: Text [hidden],
        /// Kept out of every extract and report.
        private_note: Markdown [private],
    }
}
