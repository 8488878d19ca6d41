//! Settings of the portfolio.

use crate::model::record::record;
use crate::model::value::choice;
use crate::model::*;

choice! {
    /// How the axes of a project make its overall status.
    Worst {
        /// The worst axis decides.
        WorstOf = "worst_of",
        /// Weighted mean of the axes, with amber as a floor under any red axis.
        Weighted = "weighted",
    }
}

choice! {
    /// How many points the delivery confidence scale has.
    ConfidenceScale {
        /// Green, amber, red (United Kingdom, from 2022).
        Three = "three",
        /// With amber/green and amber/red between (United Kingdom, to 2021).
        Five = "five",
    }
}

record! {
    /// The portfolio itself: exactly one record, which carries its settings.
    Portfolio {
        /// What people call it.
        name: Text [required],
        /// Whose it is.
        organisation: Text,
        /// Who may read it, such as "internal": stands on what is printed or handed on as a picture.
        classification: Text,
        /// What it is for.
        purpose: Markdown,
        /// Currency of every new amount.
        currency: Text,
        /// First month of the fiscal year, 1 to 12; January when absent.
        fiscal_year_start: Option<i64>,
        /// The working days, such as `mon tue wed thu fri`; these when absent.
        working_days: Text,
        /// Built-in public holidays.
        holidays: Option<Choice<HolidaySet>>,
        /// Days without a report after which a project counts as not reported; 30 when absent.
        stale_after_days: Option<i64>,
        /// How axes make the overall status.
        overall_rule: Option<Choice<Worst>>,
        /// Money set aside for the whole portfolio.
        envelope: Option<Money>,
        /// The "now" of every figure; the day of the device when absent.
        status_date: Option<Date>,
        /// Show weather signs in place of status marks.
        weather: bool,
        /// The whole portfolio is made-up data to try the app with.
        sample: bool [hidden],
    }
}

choice! {
    /// What a custom field holds.
    CustomType {
        /// A line of text.
        Text = "text",
        /// A decimal.
        Number = "number",
        /// A civil day.
        Date = "date",
        /// One of the options.
        Choice = "choice",
        /// Yes or no.
        Flag = "flag",
    }
}

record! {
    /// A field that the organisation adds to its projects.
    CustomField {
        /// The label in forms and columns.
        name: Text [required],
        /// The key under which projects keep it, such as `x_ops_site`.
        key: Text [required, unique],
        /// What it holds.
        holds: Option<Choice<CustomType>> [required],
        /// The options of a choice.
        options: Tags,
        /// What to enter.
        help: Text,
        /// Place among the custom fields.
        order: Text [hidden],
    }
}

record! {
    /// Limits of one status axis, for all projects or for one type of project.
    Rule {
        /// The axis.
        axis: Option<Choice<Axis>> [required],
        /// The project type it is for; all when empty.
        project_type: Text,
        /// Largest measure that is green: working days late, or hundredths of a ratio (see the rule).
        green_days: Option<i64>,
        /// Largest measure that is amber.
        amber_days: Option<i64>,
        /// Largest share that is green.
        green_share: Option<Percent>,
        /// Largest share that is amber.
        amber_share: Option<Percent>,
        /// How many days a measure must beat the limit by before the colour improves.
        margin_days: Option<i64>,
        /// By which share a measure must beat the limit before the colour improves.
        margin_share: Option<Percent>,
        /// Weight of the axis in a weighted overall status; 1 when absent.
        weight: Option<i64>,
        /// The axis does not count.
        off: bool,
    }
}

record! {
    /// A view that somebody saved: an address under a name.
    View {
        /// What people call it.
        name: Text [required],
        /// The address behind `#`.
        address: Text [required],
        /// Place among the views.
        order: Text [hidden],
        /// Shown in the rail.
        pinned: bool,
    }
}
