//! Tasks, milestones, gates and links.

use crate::model::record::record;
use crate::model::value::choice;
use crate::model::*;

choice! {
    /// What a task is.
    TaskKind {
        /// Work with a duration.
        Task = "task",
        /// A group of tasks.
        Summary = "summary",
        /// A significant event without duration.
        Milestone = "milestone",
        /// A decision point with criteria.
        Gate = "gate",
    }
}

record! {
    /// A scheduled element of a project: task, summary, milestone or gate.
    Task {
        /// The project it belongs to.
        project: Option<Id<Project>> [required, owner],
        /// What it is.
        task_kind: Option<Choice<TaskKind>> [required],
        /// The name.
        name: Text [required],
        /// The task it is part of.
        parent: Option<Id<Task>>,
        /// Place among its siblings.
        order: Text [hidden],
        /// First day of the baseline (the day itself for a milestone or gate).
        baseline_start: Option<Date>,
        /// Last day of the baseline.
        baseline_finish: Option<Date>,
        /// First day as forecast now.
        forecast_start: Option<Date>,
        /// Last day as forecast now.
        forecast_finish: Option<Date>,
        /// The day it began.
        actual_start: Option<Date>,
        /// The day it was done or passed.
        actual_finish: Option<Date>,
        /// Physical progress.
        progress: Option<Percent>,
        /// Somebody outside the project relies on its date.
        committed: bool,
        /// Who answers for it.
        owner: Option<Id<Person>>,
        /// A remark.
        note: Markdown,
    }
}

choice! {
    /// How the follower waits.
    LinkType {
        /// Finish to start.
        FinishStart = "fs",
        /// Start to start.
        StartStart = "ss",
        /// Finish to finish.
        FinishFinish = "ff",
        /// Start to finish.
        StartFinish = "sf",
    }
}

record! {
    /// A dependency between two projects or two of their tasks; across projects it is a promise.
    Link {
        /// The project that gives.
        giver: Option<Id<Project>> [required, owner],
        /// The task that gives; the whole project when absent.
        giver_task: Option<Id<Task>>,
        /// The project that takes.
        taker: Option<Id<Project>> [required, owner],
        /// The task that takes; the whole project when absent.
        taker_task: Option<Id<Task>>,
        /// How the follower waits; finish to start when absent.
        link_type: Option<Choice<LinkType>>,
        /// Working days between; negative for a lead.
        lag_days: Option<i64>,
        /// What is handed over.
        promise: Text,
        /// The day the giver promised.
        promised: Option<Date>,
        /// The day the taker needs it.
        needed: Option<Date>,
        /// A remark.
        note: Markdown,
    }
}
