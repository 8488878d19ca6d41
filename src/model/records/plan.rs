//! Tasks, milestones, gates, links, sprints and baselines.

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

choice! {
    /// A restriction on the dates of a task.
    ConstraintKind {
        /// As soon as possible.
        AsSoon = "asap",
        /// As late as possible.
        AsLate = "alap",
        /// Start no earlier than.
        StartFrom = "snet",
        /// Start no later than.
        StartBy = "snlt",
        /// Finish no earlier than.
        FinishFrom = "fnet",
        /// Finish no later than.
        FinishBy = "fnlt",
        /// Must start on.
        StartOn = "mso",
        /// Must finish on.
        FinishOn = "mfo",
    }
}

choice! {
    /// What the progress of a task is measured by.
    ProgressMethod {
        /// The judgement of who does it.
        Physical = "physical",
        /// The part of the duration that is worked.
        Duration = "duration",
        /// The tasks or steps below it that are done.
        Steps = "steps",
    }
}

choice! {
    /// How much of its value a task has earned on its way.
    EarningMethod {
        /// As much as its progress.
        Percent = "percent",
        /// Nothing before it is done.
        ZeroHundred = "zero_hundred",
        /// Half when begun, half when done.
        FiftyFifty = "fifty_fifty",
        /// Level of effort: as much as planned by then.
        Effort = "effort",
    }
}

choice! {
    /// Where a task stands on the board.
    TaskState {
        /// Not begun.
        Todo = "todo",
        /// Begun.
        Doing = "doing",
        /// Begun, and cannot go on.
        Blocked = "blocked",
        /// Done.
        Done = "done",
    }
}

choice! {
    /// How the duration of a task spreads between the shortest and the longest.
    Spread {
        /// Straight lines up to the likely duration and down again.
        Triangular = "triangular",
        /// A smooth curve that gives the likely duration four times the weight (PERT).
        Pert = "pert",
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
        /// How long it takes.
        duration: Option<Span>,
        /// The effort in it.
        work: Option<Span>,
        /// Its dates are kept as they are said: no schedule moves them.
        manual: bool,
    }
    /// What few tasks say.
    rarely TaskRest {
        /// A restriction on its dates.
        constraint: Option<Choice<ConstraintKind>>,
        /// The day of the restriction.
        constraint_date: Option<Date>,
        /// The day by which it is wanted; moves nothing.
        deadline: Option<Date>,
        /// When it can be worked on; as its owner, its unit or the company works when absent.
        calendar: Option<Id<WorkCalendar>>,
        /// What its progress is measured by; judgement when absent.
        progress_method: Option<Choice<ProgressMethod>>,
        /// How it earns its value; as much as its progress when absent.
        earning: Option<Choice<EarningMethod>>,
        /// The skill that it asks for, before anybody is named.
        role: Text,
        /// Where it stands on the board; by its dates and progress when absent.
        state: Option<Choice<TaskState>>,
        /// The sprint it is done in.
        sprint: Option<Id<Sprint>>,
    } often {
        /// How long it takes if all goes well.
        shortest: Option<Span>,
        /// How long it takes if all goes badly.
        longest: Option<Span>,
        /// How its duration spreads between the two.
        spread: Option<Choice<Spread>>,
    } rarely {
        /// What it has in common with other tasks that may be late together: a supplier or a team.
        factor: Text,
        /// How long it takes at the shortest for money.
        crash_to: Option<Span>,
        /// What a working day won costs.
        crash_cost: Option<Money>,
        /// The day from which work that was interrupted goes on: what is left of it waits until then.
        resume: Option<Date>,
        /// Its identity in the file that it came from.
        source_id: Text [hidden],
    }
}

record! {
    /// A short period with a goal, for the board.
    Sprint {
        /// What people call it.
        name: Text [required],
        /// The project it is for; all when absent.
        project: Option<Id<Project>>,
        /// The first day.
        start: Option<Date>,
        /// The last day.
        finish: Option<Date>,
        /// What is to be reached.
        goal: Text,
    }
}

record! {
    /// The dates of a plan, frozen under a name.
    Baseline {
        /// What people call it.
        name: Text [required],
        /// The project it is of; all when absent.
        project: Option<Id<Project>>,
        /// The day it was taken.
        taken: Option<Date>,
        /// A remark.
        note: Markdown,
    }
}

record! {
    /// The dates of one task in a baseline.
    BaselineDate {
        /// The baseline.
        baseline: Option<Id<Baseline>> [required, owner],
        /// The task.
        task: Option<Id<Task>> [required, owner],
        /// First day.
        start: Option<Date> [hidden],
        /// Last day.
        finish: Option<Date> [hidden],
        /// How long it was to take.
        duration: Option<Span> [hidden],
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
        /// Time between; negative for a lead.
        lag: Option<Span> [was = "lag_days"],
    }
    /// What few links say: those between projects, which are promises.
    rarely LinkRest {
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
