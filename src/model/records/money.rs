//! Budgets.

use crate::model::record::record;
use crate::model::value::choice;
use crate::model::*;

choice! {
    /// Investment or running cost.
    Expenditure {
        /// Investment.
        Capex = "capex",
        /// Running cost.
        Opex = "opex",
    }
}

choice! {
    /// Who is paid.
    Origin {
        /// Suppliers.
        External = "external",
        /// Own staff.
        Internal = "internal",
    }
}

record! {
    /// Money of one category in one period. Amounts are of the period, not cumulated.
    BudgetLine {
        /// The project.
        project: Option<Id<Project>> [required, owner],
        /// What the money is for.
        category: Text,
        /// Investment or running cost.
        expenditure: Option<Choice<Expenditure>>,
        /// Who is paid.
        origin: Option<Choice<Origin>>,
        /// First day of the period.
        period_start: Option<Date> [required],
        /// Last day of the period.
        period_end: Option<Date> [required],
        /// Authorised by vote; not edited after it.
        approved: Option<Money>,
        /// Authorised after transfers; the approved amount when absent.
        revised: Option<Money>,
        /// Expected cost of the period, consumed part included.
        forecast: Option<Money>,
        /// Ordered or contracted in the period, consumed part included.
        committed: Option<Money>,
        /// Cost of work done in the period.
        consumed: Option<Money>,
        /// A remark.
        note: Text,
    }
}
