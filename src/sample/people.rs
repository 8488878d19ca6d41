//! People, units and programmes of the sample; every name is invented.

use super::book::{Book, id, one};
use crate::model::{Id, Person, Programme, Unit, UnitKind};

/// Returns the identity of the person with these initials.
pub(super) fn person(initials: &str) -> Option<Id<Person>> {
    (!initials.is_empty()).then(|| id("person", initials))
}

/// Returns the identity of the unit with this code.
pub(super) fn unit(code: &str) -> Option<Id<Unit>> {
    (!code.is_empty()).then(|| id("unit", code))
}

/// Returns the identity of the programme with this code.
pub(super) fn programme(code: &str) -> Option<Id<Programme>> {
    (!code.is_empty()).then(|| id("programme", code))
}

/// Initials, name, role, unit.
#[rustfmt::skip]
const PEOPLE: &[(&str, &str, &str, &str)] = &[
    ("HG", "Hélène Garnier", "PMO lead", ""),
    ("SK", "Sofia Karvonen", "PMO", "ENT"),
    ("ÉR", "Étienne Roussel", "Programme manager", "ENT"),
    ("IM", "Ilse Maertens", "PMO", "CST"),
    ("TW", "Tomasz Wrona", "Programme manager", "CST"),
    ("PZ", "Piotr Zieliński", "PMO", "DCS"),
    ("KV", "Katharina Vogt", "Programme manager", "DCS"),
    ("RC", "Rui Carvalho", "PMO", "NET"),
    ("AW", "Anneke de Wit", "Programme manager", "NET"),
    ("NE", "Noor El Amrani", "PMO", "DAT"),
    ("JL", "Jonas Lindqvist", "Programme manager", "DAT"),
    ("CF", "Claire Fontanel", "PMO", "WEB"),
    ("MB", "Marco Bellini", "Programme manager", "WEB"),
    ("ML", "Margaux Lefèvre", "Project manager", "ENT"),
    ("HD", "Henrik Dahl", "Project manager", "ENT"),
    ("OL", "Oskar Lund", "Product manager", "ENT"),
    ("PW", "Pádraig Walsh", "Project manager", "ENT"),
    ("IB", "Ikram Benali", "Security architect", "ENT"),
    ("LF", "Lucía Ferrer", "Project manager", "CST"),
    ("PS", "Paweł Sikora", "Project manager", "CST"),
    ("MK", "Maja Kovač", "Project manager", "CST"),
    ("YQ", "Yann Quéré", "Project manager", "CST"),
    ("KB", "Katja Brandt", "Project manager", "DCS"),
    ("MN", "Marek Nowicki", "Project manager", "DCS"),
    ("BP", "Bram Peeters", "Project manager", "DCS"),
    ("ID", "Inês Duarte", "Project manager", "DCS"),
    ("SI", "Stefan Ilić", "Project manager", "DCS"),
    ("ZM", "Zuzana Malá", "Datacentre lead", "DCS"),
    ("DS", "Diego Santos", "Project manager", "NET"),
    ("EA", "Elif Aydın", "Project manager", "NET"),
    ("NP", "Nuno Pires", "Project manager", "NET"),
    ("FH", "Freja Holm", "Project manager", "NET"),
    ("AV", "Anouk Visser", "Project manager", "NET"),
    ("TO", "Tom Okafor", "Network engineer", "NET"),
    ("AM", "Arjun Mehta", "Project manager", "DAT"),
    ("LB", "Linnea Berg", "Project manager", "DAT"),
    ("MC", "Matteo Conti", "Project manager", "DAT"),
    ("CA", "Clémence Adam", "Project manager", "WEB"),
    ("VH", "Viktor Hagen", "Project manager", "WEB"),
    ("GR", "Giulia Ricci", "Project manager", "WEB"),
    ("LH", "Lena Hoffmann", "Sales", ""),
    ("PR", "Paulo Reis", "Customer service", ""),
    ("NC", "Nina Costa", "Digital marketing", ""),
    ("JM", "Julien Marchal", "Strategic marketing", ""),
    ("GO", "Greta Olsen", "Finance", ""),
    ("SH", "Samir Haddad", "Development", ""),
    ("WC", "Wim Claes", "Production", ""),
    ("RA", "Ruben Alves", "Internal audit", ""),
];

/// Code, name, what it is built around, PMO, programme manager, mission.
#[rustfmt::skip]
const UNITS: &[(&str, &str, UnitKind, &str, &str, &str)] = &[
    ("ENT", "Enterprise & Public", UnitKind::Customer, "SK", "ÉR", "Win and keep companies and public bodies that need proof of where their data is and who can reach it."),
    ("CST", "Compute & Storage", UnitKind::Product, "IM", "TW", "Offer servers and storage at the best cost for each gigabyte, with no surprise on the invoice."),
    ("DCS", "Datacentres & Supply", UnitKind::Department, "PZ", "KV", "Build and run halls that use little power and water, and keep servers in use for longer."),
    ("NET", "Network & Edge", UnitKind::Product, "RC", "AW", "Carry every packet fast, privately and protected, between our sites and to customers."),
    ("DAT", "Data Platforms", UnitKind::Product, "NE", "JL", "Run databases and inference for customers who want results instead of machines."),
    ("WEB", "Web & Telco", UnitKind::Customer, "CF", "MB", "Serve small companies on the web and the phone, with one panel and one invoice."),
];

/// Code, name, colour of the scale, manager, unit, purpose.
#[rustfmt::skip]
const PROGRAMMES: &[(&str, &str, i64, &str, &str, &str)] = &[
    ("SOV", "Sovereign Cloud", 1, "ÉR", "ENT", "Offer zones, keys and a catalogue that meet the strictest European rules for public data."),
    ("GRN", "Green Datacentres", 5, "KV", "DCS", "Cut the energy used for each server by 18% and give a second life to the hardware."),
    ("STO", "Next-gen Storage", 3, "TW", "CST", "Replace three storage stacks by one, and halve the cost of a stored terabyte."),
    ("BBN", "Backbone 400G", 2, "AW", "NET", "Carry four times the traffic on our own fibre, and absorb attacks at the edge."),
    ("DAI", "Managed Data & AI", 4, "JL", "DAT", "Give customers managed databases and inference next to their data."),
    ("CXP", "Customer Experience", 6, "MB", "WEB", "One panel, one invoice, no ticket for what customers can do themselves."),
    ("RES", "Resilience & Compliance", 7, "HG", "", "Pass every audit at the first visit, and come back from the loss of a site within an hour."),
];

pub(super) fn write(book: &mut Book) {
    for (initials, name, role, unit_code) in PEOPLE {
        let mut one = Person::blank(id("person", initials));
        one.name = (*name).into();
        one.role = (*role).into();
        one.email = address(name).into();
        one.unit = unit(unit_code);
        book.put(&one);
    }
    book.restart_places();
    for (code, name, around, pmo, manager, mission) in UNITS {
        let mut unit = Unit::blank(id("unit", code));
        unit.code = (*code).into();
        unit.name = (*name).into();
        unit.unit_kind = one(*around);
        unit.mission = (*mission).into();
        unit.pmo = person(pmo);
        unit.programme_manager = person(manager);
        unit.order = book.next_place().into();
        if *code == "NET" {
            unit.private_note = "Three engineer positions are open since 2 March.".into();
        }
        book.put(&unit);
    }
    book.restart_places();
    for (code, name, colour, manager, unit_code, purpose) in PROGRAMMES {
        let mut programme = Programme::blank(id("programme", code));
        programme.code = (*code).into();
        programme.name = (*name).into();
        programme.colour = Some(*colour);
        programme.manager = person(manager);
        programme.unit = unit(unit_code);
        programme.purpose = (*purpose).into();
        programme.order = book.next_place().into();
        book.put(&programme);
    }
}

/// Returns an address under the reserved name `example`.
fn address(name: &str) -> String {
    let plain: String = name
        .to_lowercase()
        .chars()
        .map(|letter| match letter {
            'é' | 'è' | 'ê' => 'e',
            'á' | 'ă' => 'a',
            'í' | 'ı' => 'i',
            'ł' => 'l',
            'č' | 'ć' => 'c',
            'ń' => 'n',
            'ö' => 'o',
            'ú' => 'u',
            ' ' => '.',
            other => other,
        })
        .collect();
    format!("{plain}@arvenne.example")
}

/// Returns the name of the person with these initials.
pub(super) fn name(initials: &str) -> &'static str {
    PEOPLE
        .iter()
        .find(|person| person.0 == initials)
        .map_or("", |person| person.1)
}
