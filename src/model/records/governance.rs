//! Risks.

use crate::model::record::record;
use crate::model::value::choice;
use crate::model::*;

choice! {
    /// Five ordinal steps, 1 to 5.
    Step {
        /// 1
        VeryLow = "very_low",
        /// 2
        Low = "low",
        /// 3
        Medium = "medium",
        /// 4
        High = "high",
        /// 5
        VeryHigh = "very_high",
    }
}

choice! {
    /// What is done about a risk.
    Response {
        /// Make it impossible.
        Avoid = "avoid",
        /// Make it smaller.
        Reduce = "reduce",
        /// Let another bear it.
        Transfer = "transfer",
        /// Live with it.
        Accept = "accept",
        /// Hand it to the next level.
        Escalate = "escalate",
    }
}

choice! {
    /// Where a risk stands.
    RiskState {
        /// May still happen.
        Open = "open",
        /// Happened: an issue now.
        Occurred = "occurred",
        /// Can no longer happen.
        Closed = "closed",
    }
}

record! {
    /// An uncertain event.
    Risk {
        /// The project it threatens; the portfolio when absent.
        project: Option<Id<Project>> [owner],
        /// Cause, event, effect in one line.
        name: Text [required],
        /// Details.
        description: Markdown,
        /// How likely.
        probability: Option<Choice<Step>>,
        /// How bad.
        impact: Option<Choice<Step>>,
        /// What is done about it.
        response: Option<Choice<Response>>,
        /// The plan behind the response.
        plan: Markdown,
        /// Who answers for it.
        owner: Option<Id<Person>>,
        /// Where it stands.
        state: Option<Choice<RiskState>>,
        /// When to look at it again.
        review: Option<Date>,
        /// Money at stake if it happens.
        cost: Option<Money>,
        /// The task that it would hold up.
        task: Option<Id<Task>>,
        /// By how much it would hold that task up.
        delay: Option<Span>,
    }
}
