//! What a project of a type starts with.

use crate::model::record::record;
use crate::model::value::choice;
use crate::model::*;

choice! {
    /// What an item of a template becomes in a project.
    TemplatePart {
        /// A milestone.
        Milestone = "milestone",
        /// A gate.
        Gate = "gate",
        /// A budget line.
        BudgetLine = "budget_line",
        /// A risk.
        Risk = "risk",
        /// Work with a duration.
        Task = "task",
    }
}

record! {
    /// One item of the template of a project type.
    TemplateItem {
        /// The project type it is for.
        project_type: Text [required],
        /// What it becomes.
        part: Option<Choice<TemplatePart>> [required],
        /// The name of the milestone, gate or risk, or the category of the budget line.
        name: Text [required],
        /// Where a milestone or gate lies, or a task begins, between the first day of the project and the last.
        position: Option<Percent>,
        /// Investment or running cost, for a budget line.
        expenditure: Option<Choice<Expenditure>>,
        /// How likely a risk is.
        probability: Option<Choice<Step>>,
        /// How bad a risk is.
        impact: Option<Choice<Step>>,
        /// How long a task takes.
        duration: Option<Span>,
        /// The task that a task, milestone or gate is part of.
        parent: Option<Id<TemplateItem>>,
        /// What a task, milestone or gate waits for.
        after: Option<Id<TemplateItem>>,
        /// Place among the items of the type.
        order: Text [hidden],
    }
}
