//! The risk register: 41 open risks, some closed.

use super::book::{Book, day, id, keyed, thousand};
use super::people::person;
use super::projects::project;
use crate::model::Risk;

/// Number, project, name, probability, impact, cost in thousands, response, owner, review, plan.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
    i64,
    &'static str,
    &'static str,
    &'static str,
    &'static str,
);

#[rustfmt::skip]
const OPEN: &[Row] = &[
    ("R-08", "GRN-2", "Grid connection after 30 June", "medium", "high", 780, "reduce", "MN", "2026-06-01", "Rent two mobile generators; weekly call with the grid operator"),
    ("R-03", "BBN-1", "Frankfurt to Milan permit refused", "medium", "very_high", 610, "reduce", "DS", "2026-05-26", "Second route over Basel priced"),
    ("R-21", "DAI-2", "GPU lot 3 slips past July", "medium", "high", 640, "transfer", "LB", "2026-05-22", "Lease from the maker until delivery"),
    ("R-14", "SOV-1", "Zone 3 racks after November", "high", "medium", 520, "reduce", "ML", "2026-05-29", "Second supplier quote"),
    ("R-17", "CXP-2", "Invoice mismatch in the parallel run", "medium", "high", 420, "reduce", "VH", "2026-06-05", "Compare 2,000 invoices a week"),
    ("R-11", "GRN-2", "Copper and busbar prices", "medium", "medium", 460, "transfer", "KV", "2026-06-15", "Fixed price until December asked for"),
    ("R-30", "RES-3", "No owner for runbooks", "medium", "medium", 300, "reduce", "SI", "2026-05-11", "Name one owner for each service"),
    ("R-05", "STO-1", "Latency regression in wave 5", "low", "high", 340, "reduce", "PS", "2026-06-02", "Replay of real load before each wave"),
    ("R-26", "SOV-2", "Second auditor visit", "medium", "medium", 190, "accept", "HD", "2026-06-24", "Pre-visit on 24 June"),
    ("R-19", "SOV-3", "HSM supplier ends the product line", "low", "medium", 280, "accept", "LF", "2026-06-30", "Last-time buy agreed"),
    ("R-33", "RES-1", "One drill endpoint untested", "medium", "low", 60, "accept", "AV", "2026-06-16", "Manual report as fallback"),
    ("R-22", "SOV-1", "Core ring not ready for zone 2", "high", "medium", 180, "reduce", "DS", "2026-05-29", "Temporary 100G link priced"),
    ("R-27", "SOV-1", "Auditor asks for a second on-site visit", "medium", "low", 90, "accept", "HD", "2026-06-24", "Pre-visit on 24 June"),
    ("R-02", "BBN-1", "Optics delivered late", "low", "high", 210, "transfer", "DS", "2026-06-12", "Penalty in the contract"),
    ("R-06", "BBN-1", "Traffic move needs a night stop", "low", "medium", 70, "reduce", "DS", "2026-07-03", "Move in four steps"),
    ("R-07", "GRN-2", "Soil needs deeper piles", "very_low", "high", 240, "reduce", "MN", "2026-06-15", "Two more drillings"),
    ("R-09", "GRN-2", "Crane permit for hall C", "low", "medium", 110, "reduce", "MN", "2026-07-10", "Ask for a year at once"),
    ("R-10", "GRN-1", "Leak in the second loop", "very_low", "high", 180, "reduce", "KB", "2026-06-12", "Pressure test twice"),
    ("R-12", "GRN-3", "Town council votes in September only", "medium", "medium", 120, "escalate", "BP", "2026-06-19", "Meeting with the mayor"),
    ("R-13", "GRN-3", "Heat price below plan", "low", "low", 60, "accept", "BP", "2026-09-04", "Floor price in the draft contract"),
    ("R-15", "SOV-2", "Two controls without evidence", "high", "medium", 140, "reduce", "HD", "2026-05-22", "Evidence sprint with compute and network"),
    ("R-16", "SOV-4", "Purchasing body changes its terms", "low", "medium", 50, "accept", "OL", "2026-06-30", ""),
    ("R-18", "CXP-2", "Freeze window refused by sales", "high", "medium", 160, "escalate", "VH", "2026-05-20", "Decision asked from the executive committee"),
    ("R-20", "SOV-3", "Key ceremony needs two more people", "low", "low", 20, "reduce", "LF", "2026-06-19", "Train two colleagues"),
    ("R-23", "DAI-2", "Inference price falls by a third", "medium", "medium", 260, "accept", "LB", "2026-07-15", "Review price in July"),
    ("R-24", "DAI-2", "Cooling racks late from Lille-3", "very_low", "medium", 90, "reduce", "KB", "2026-06-26", "Rear-door coolers kept"),
    ("R-25", "DAI-1", "Extension breaks on upgrade", "low", "medium", 40, "reduce", "AM", "2026-06-05", "Matrix of 60 extensions tested"),
    ("R-28", "DAI-3", "Too few pilot customers", "low", "low", 30, "reduce", "MC", "2026-06-26", "Ask the twelve largest accounts"),
    ("R-29", "STO-1", "Disk failures in old racks during moves", "medium", "low", 80, "reduce", "PS", "2026-05-29", "Spare shelves on site"),
    ("R-31", "STO-2", "Firmware fix needed for drives", "low", "medium", 70, "transfer", "MK", "2026-06-19", "Maker's engineer on call"),
    ("R-32", "STO-3", "Tape library delivery over six months", "medium", "medium", 140, "reduce", "YQ", "2026-06-12", "Two makers asked"),
    ("R-34", "RES-1", "Guidance of two countries changes", "low", "low", 20, "accept", "AV", "2026-06-30", ""),
    ("R-35", "RES-2", "Bank asks for its own template", "low", "low", 20, "accept", "PW", "2026-06-25", ""),
    ("R-36", "RES-3", "Link to the second site too thin", "low", "high", 210, "reduce", "SI", "2026-06-19", "Order a second wavelength"),
    ("R-37", "BBN-2", "Frankfurt cross-connect late", "very_low", "medium", 30, "reduce", "EA", "2026-05-20", "Cabling checked on 12 May"),
    ("R-38", "BBN-3", "Porto site without second power feed", "low", "medium", 60, "reduce", "NP", "2026-06-26", "Feed promised for July"),
    ("R-39", "BBN-4", "Customers' equipment without IPv6", "medium", "low", 40, "accept", "FH", "2026-07-17", "List of tested equipment"),
    ("R-40", "CXP-1", "Translation of three languages late", "low", "low", 20, "reduce", "CA", "2026-05-29", "Second agency"),
    ("R-41", "CXP-1", "Old links in customers' scripts", "medium", "low", 40, "reduce", "CA", "2026-06-10", "Redirects for a year"),
    ("R-42", "CXP-3", "Operators answer after 24 hours", "low", "medium", 30, "escalate", "GR", "2026-06-30", "Regulator informed"),
    ("R-43", "", "Open engineer positions stay open", "medium", "medium", 180, "reduce", "HG", "2026-06-01", "Agency for network engineers"),
];

#[rustfmt::skip]
const PAST: &[(&str, &str, &str, &str)] = &[
    ("R-01", "GRN-4", "Too few servers come back", "closed"),
    ("R-04", "CXP-1", "Panel too slow with 1,000 services", "closed"),
    ("R-44", "STO-1", "Wave 4 stopped by a latency incident", "occurred"),
];

pub(super) fn write(book: &mut Book) {
    for (number, code, name, probability, impact, cost, response, owner, review, plan) in OPEN {
        let mut risk = Risk::blank(id("risk", number));
        risk.project = (!code.is_empty()).then(|| project(code));
        risk.name = (*name).into();
        risk.probability = keyed(probability);
        risk.impact = keyed(impact);
        risk.cost = Some(thousand(*cost));
        risk.response = keyed(response);
        risk.owner = person(owner);
        risk.review = day(review);
        risk.plan = (*plan).into();
        risk.state = keyed("open");
        book.put(&risk);
    }
    for (number, code, name, state) in PAST {
        let mut risk = Risk::blank(id("risk", number));
        risk.project = Some(project(code));
        risk.name = (*name).into();
        risk.state = keyed(state);
        risk.response = keyed("reduce");
        book.put(&risk);
    }
}
