//! People, units and programmes.

use crate::model::record::record;
use crate::model::value::choice;
use crate::model::*;

choice! {
    /// What a unit is built around.
    UnitKind {
        /// A product or service.
        Product = "product",
        /// A group of customers.
        Customer = "customer",
        /// A department of the organisation.
        Department = "department",
    }
}

record! {
    /// A person who takes part.
    Person {
        /// The name.
        name: Text [required],
        /// The function, not a rank.
        role: Text,
        /// Where to write to.
        email: Text,
        /// The unit the person belongs to.
        unit: Option<Id<Unit>>,
        /// When the person works; as the unit when absent.
        calendar: Option<Id<WorkCalendar>>,
    }
}

record! {
    /// A standing group that owns a mission and a roadmap.
    Unit {
        /// Short code, such as `ENT`.
        code: Text [unique],
        /// The name.
        name: Text [required],
        /// What the unit is built around.
        unit_kind: Option<Choice<UnitKind>>,
        /// Why it exists.
        mission: Markdown,
        /// Its PMO, half of the pair that leads it.
        pmo: Option<Id<Person>>,
        /// Its programme manager, the other half.
        programme_manager: Option<Id<Person>>,
        /// The unit it is part of.
        parent: Option<Id<Unit>>,
        /// When its people work; as the company when absent.
        calendar: Option<Id<WorkCalendar>>,
        /// Place among its siblings.
        order: Text [hidden],
        /// Kept out of every extract and report.
        private_note: Markdown [private],
    }
}

record! {
    /// Related projects managed for benefits not available separately.
    Programme {
        /// Short code, such as `SOV`.
        code: Text [unique],
        /// The name.
        name: Text [required],
        /// What it is to change.
        purpose: Markdown,
        /// Who leads it.
        manager: Option<Id<Person>>,
        /// The unit it belongs to.
        unit: Option<Id<Unit>>,
        /// Colour 1 to 8 of the programme scale.
        colour: Option<i64>,
        /// Place among the programmes.
        order: Text [hidden],
        /// Kept out of every extract and report.
        private_note: Markdown [private],
    }
}
