//! The 24 projects: dates, people, money totals in thousands of euros, and texts.

use super::book::{Book, day, id, keyed, thousand};
use super::people::{person, programme, unit};
use crate::model::{Date, Id, Money, Percent, Project, Tags, Text};
use serde_json::Value as Json;

/// One line of the project table.
pub(super) struct Line {
    pub code: &'static str,
    pub name: &'static str,
    pub unit: &'static str,
    pub lead: &'static str,
    pub sponsor: &'static str,
    /// Start (as planned and as it was), baseline finish, forecast finish.
    pub start: &'static str,
    pub baseline: &'static str,
    pub finish: &'static str,
    pub done: i32,
    /// Approved, forecast, committed and consumed, in thousands of euros.
    pub money: [i64; 4],
    pub phase: &'static str,
    pub priority: &'static str,
    pub kind: &'static str,
    pub customer: &'static str,
    pub tags: &'static str,
    pub site: &'static str,
    pub reach: i64,
    pub goal: &'static str,
    pub value: &'static str,
}

impl Line {
    /// Returns the code of its programme: the letters before the dash.
    pub fn programme(&self) -> &'static str {
        self.code.split('-').next().unwrap_or_default()
    }
    pub fn id(&self) -> Id<Project> {
        project(self.code)
    }
    pub fn start(&self) -> Option<Date> {
        day(self.start)
    }
    pub fn baseline(&self) -> Option<Date> {
        day(self.baseline)
    }
    pub fn finish(&self) -> Option<Date> {
        day(self.finish)
    }
}

/// Returns the identity of the project with this code.
pub(super) fn project(code: &str) -> Id<Project> {
    id("project", code)
}

macro_rules! lines {
    ($( $code:literal $name:literal, $unit:literal $lead:literal $sponsor:literal,
        $start:literal $baseline:literal $finish:literal $done:literal, $money:expr,
        $phase:literal $priority:literal $kind:literal $customer:literal $tags:literal,
        $site:literal $reach:literal, $goal:literal, $value:literal; )+) => {
        &[ $( Line { code: $code, name: $name, unit: $unit, lead: $lead, sponsor: $sponsor,
            start: $start, baseline: $baseline, finish: $finish, done: $done, money: $money,
            phase: $phase, priority: $priority, kind: $kind, customer: $customer, tags: $tags,
            site: $site, reach: $reach, goal: $goal, value: $value } ),+ ]
    };
}

/// The table.
pub(super) const LINES: &[Line] = lines! {
    "SOV-1" "Trusted Zone Paris", "ENT" "ML" "ÉR", "2025-09-01" "2026-10-30" "2026-12-18" 52, [6400, 7150, 5200, 3480],
        "delivery" "high" "Launch" "Public sector" "sovereign, datacentre", "Paris" 40,
        "Open three qualified zones in Paris, run by staff in the Union only.",
        "€9.0 M of new sovereign revenue a year from ministries and health bodies.";
    "SOV-2" "EUCS High certification", "ENT" "HD" "ÉR", "2025-11-03" "2026-09-30" "2026-09-30" 58, [1850, 1950, 1260, 870],
        "delivery" "mandatory" "Certification" "Public sector" "sovereign, audit", "Paris" 120,
        "Certify compute, storage and network at level High.",
        "Without it, no tender of a central administration can be answered after 2026.";
    "SOV-3" "Customer-managed keys", "CST" "LF" "TW", "2026-01-12" "2026-08-28" "2026-09-11" 46, [1400, 1440, 870, 540],
        "delivery" "high" "Launch" "Enterprises" "sovereign, security", "Paris" 300,
        "Let customers hold the keys of every disk and object in their own module.",
        "Named in one tender out of three; removes the largest objection of banks.";
    "SOV-4" "Public-sector catalogue", "ENT" "OL" "ÉR", "2026-03-02" "2026-11-27" "2026-11-27" 21, [780, 760, 370, 150],
        "delivery" "medium" "Launch" "Public sector" "sovereign, catalogue", "All sites" 80,
        "Publish prices, terms and service levels that public buyers can order without a tender.",
        "Shortens a sale to a town or hospital from nine months to six weeks.";
    "GRN-1" "Liquid cooling, Lille-3", "DCS" "KB" "KV", "2025-06-02" "2026-07-31" "2026-07-24" 79, [5200, 5050, 4320, 3900],
        "delivery" "high" "Construction" "Internal" "energy, datacentre", "Lille" 0,
        "Convert two halls from air to direct liquid cooling while they stay in service.",
        "Power usage falls from 1.31 to 1.14, which saves €1.6 M a year.";
    "GRN-2" "Warsaw-2 build-out", "DCS" "MN" "KV", "2025-10-06" "2027-03-26" "2027-04-23" 41, [14800, 15350, 10295, 6900],
        "delivery" "high" "Construction" "All customers" "energy, datacentre", "Warsaw" 900,
        "Add halls B and C, 9 megawatts, on renewable power.",
        "Room for 28,000 servers; sales in Poland stop in 2027 without it.";
    "GRN-3" "Heat recovery, Limburg", "DCS" "BP" "KV", "2026-02-02" "2026-12-11" "2026-12-11" 18, [2300, 2280, 1090, 410],
        "delivery" "medium" "Construction" "Public sector" "energy", "Limburg" 1,
        "Feed the waste heat of two halls into the town's heating network.",
        "Heats 1,800 homes and brings €240 k a year.";
    "GRN-4" "Server second-life line", "DCS" "ID" "KV", "2025-09-15" "2026-04-30" "2026-04-24" 100, [960, 935, 935, 930],
        "closed" "medium" "Adaptation" "Internal" "circular", "Lille" 0,
        "Test, refit and reuse servers for a second period of four years.",
        "Saves the purchase of 3,200 servers a year.";
    "STO-1" "Object storage v3", "CST" "PS" "TW", "2025-08-04" "2026-06-26" "2026-07-17" 81, [4100, 4230, 3620, 3280],
        "delivery" "high" "Migration" "All customers" "storage", "All sites" 5200,
        "Move 140 petabytes to the new engine in six waves, without a stop.",
        "Cost of a stored terabyte falls by 38%.";
    "STO-2" "NVMe block tier", "CST" "MK" "TW", "2026-01-05" "2026-09-18" "2026-09-18" 44, [2600, 2560, 1590, 1040],
        "delivery" "medium" "Launch" "Enterprises" "storage", "All sites" 1400,
        "Offer block volumes with 40,000 operations a second, guaranteed.",
        "€3.4 M of revenue a year from databases that run elsewhere today.";
    "STO-3" "Cold archive service", "CST" "YQ" "TW", "2026-04-13" "2027-02-26" "2027-02-26" 6, [1900, 1900, 750, 100],
        "definition" "low" "Launch" "Public sector" "storage, archive", "Lille" 350,
        "Keep archives on tape for thirty years at a tenth of the price of disk.",
        "Answers the archive rules of hospitals and town halls.";
    "BBN-1" "400G core ring", "NET" "DS" "AW", "2025-07-07" "2026-08-14" "2026-09-25" 63, [7200, 7890, 5630, 4350],
        "delivery" "high" "Infrastructure" "All customers" "network", "All sites" 0,
        "Link Paris, Lille, Frankfurt and Milan by our own ring at 400 gigabits.",
        "Four times the capacity for the cost of today's leased lines.";
    "BBN-2" "Anti-DDoS scrubbing v4", "NET" "EA" "AW", "2025-11-10" "2026-06-12" "2026-06-05" 86, [1650, 1610, 1420, 1320],
        "delivery" "high" "Adaptation" "All customers" "network, security", "Frankfurt" 9000,
        "Absorb attacks of 5 terabits a second within two seconds.",
        "Attacks caused 61% of lost service minutes in 2025.";
    "BBN-3" "Edge PoPs Iberia", "NET" "NP" "AW", "2026-02-16" "2026-10-09" "2026-10-09" 31, [2100, 2120, 1120, 560],
        "delivery" "medium" "Launch" "Enterprises" "network, edge", "Iberia" 260,
        "Open edge sites in Lisbon and Porto, 8 milliseconds from every customer.",
        "Opens a market of €12 M in which we have no site.";
    "BBN-4" "IPv6-only private network", "NET" "FH" "AW", "2026-03-16" "2026-12-04" "2026-12-18" 15, [890, 905, 410, 130],
        "delivery" "low" "Adaptation" "Enterprises" "network", "All sites" 2000,
        "Let customers build private networks without a single IPv4 address.",
        "Frees 160,000 addresses, worth more each year.";
    "DAI-1" "Managed PostgreSQL 18", "DAT" "AM" "JL", "2025-12-01" "2026-06-30" "2026-06-30" 77, [1300, 1270, 1050, 930],
        "delivery" "medium" "Launch" "Enterprises" "data", "All sites" 1100,
        "Bring release 18 to every customer with upgrades that need no stop.",
        "Keeps the largest managed service current; 40% of its customers asked for it.";
    "DAI-2" "GPU inference endpoints", "DAT" "LB" "JL", "2026-01-19" "2026-10-02" "2026-11-06" 34, [3900, 4460, 2450, 1380],
        "delivery" "high" "Launch" "Enterprises" "data, ai", "Lille" 180,
        "Offer inference by the token on our own GPU lots, inside the Union.",
        "€6.5 M of revenue in the first full year.";
    "DAI-3" "Lakehouse preview", "DAT" "MC" "JL", "2026-04-06" "2026-12-18" "2026-12-18" 9, [1450, 1450, 600, 120],
        "definition" "medium" "Study" "Enterprises" "data", "All sites" 25,
        "Show a lakehouse on object storage to 25 pilot customers.",
        "Tells whether the data platform grows beyond databases.";
    "CXP-1" "Unified control panel", "WEB" "CA" "MB", "2025-09-08" "2026-07-10" "2026-07-10" 74, [2200, 2150, 1770, 1560],
        "delivery" "high" "Migration" "All customers" "panel", "All sites" 410000,
        "Replace four panels by one, in nine languages.",
        "Four out of ten support tickets come from the panels.";
    "CXP-2" "Billing engine migration", "WEB" "VH" "MB", "2025-10-13" "2026-09-04" "2026-10-02" 49, [3300, 3520, 2350, 1690],
        "delivery" "mandatory" "Migration" "All customers" "billing", "All sites" 410000,
        "Move every contract to one billing engine, with structured invoices as the law demands.",
        "Structured invoices become mandatory; two engines cost €0.9 M a year.";
    "CXP-3" "Number portability hub", "WEB" "GR" "MB", "2026-02-09" "2026-08-21" "2026-08-21" 42, [740, 720, 450, 300],
        "delivery" "medium" "Launch" "Small companies" "telco", "All sites" 6000,
        "Take over a phone number within a day, without a form.",
        "Half of the lost phone sales fail at this step.";
    "RES-1" "NIS2 incident reporting", "NET" "AV" "HG", "2025-12-15" "2026-06-19" "2026-07-03" 83, [620, 640, 540, 480],
        "delivery" "mandatory" "Adaptation" "Internal" "audit, security", "All sites" 0,
        "Report a severe incident to the authorities of nine countries within 24 hours.",
        "The law sets it; fines reach 2% of revenue.";
    "RES-2" "DORA exit-plan toolkit", "ENT" "PW" "ÉR", "2026-01-26" "2026-07-31" "2026-07-31" 55, [540, 525, 360, 270],
        "delivery" "mandatory" "Adaptation" "Finance" "audit", "All sites" 25,
        "Give banks and insurers a tested plan to leave us within 90 days.",
        "A bank may not sign without one.";
    "RES-3" "Dual-site backup", "DCS" "SI" "KV", "2026-03-23" "2027-01-29" "2027-01-29" 12, [2050, 2050, 850, 170],
        "delivery" "high" "Infrastructure" "All customers" "resilience", "Lille" 0,
        "Keep a second copy of every backup at a site 200 kilometres away.",
        "Comes back within one hour after the loss of a site.";
};

pub(super) fn write(book: &mut Book, today: Date) {
    for line in LINES {
        let mut record = Project::blank(line.id());
        record.code = line.code.into();
        record.name = line.name.into();
        record.goal = line.goal.into();
        record.value_statement = line.value.into();
        record.unit = unit(line.unit);
        record.programme = programme(line.programme());
        record.sponsor = person(line.sponsor);
        record.manager = person(line.lead);
        record.project_type = line.kind.into();
        record.customer = line.customer.into();
        record.phase = keyed(line.phase);
        record.priority = keyed(line.priority);
        record.tags = Tags::new(line.tags.split(',').map(Text::from));
        record.planned_start = line.start();
        record.planned_finish = line.baseline();
        record.baseline_start = line.start();
        record.baseline_finish = line.baseline();
        record.forecast_start = line.start();
        record.forecast_finish = line.finish();
        record.actual_start = line.start().filter(|start| *start <= today);
        record.actual_finish = line.finish().filter(|_| line.done == 100);
        record.progress = Percent::whole(line.done);
        record.whole_life_cost = whole_life(line.code);
        record.pinned = ["SOV-1", "BBN-1", "GRN-2"].contains(&line.code);
        if let Some((scope, description)) = texts(line.code) {
            record.scope = scope.into();
            record.description = description.into();
        }
        if line.code == "SOV-1" {
            record.private_note =
                "Supplier penalty for zone 3 under review by legal; not to be quoted.".into();
        }
        record.extra.insert("x_site".into(), Json::from(line.site));
        if line.reach > 0 {
            record
                .extra
                .insert("x_customers".into(), Json::from(line.reach.to_string()));
        }
        book.put(&record);
    }
}

/// Cost over the whole life where it was estimated.
fn whole_life(code: &str) -> Option<Money> {
    let amount = match code {
        "SOV-1" => 21_400,
        "GRN-1" => 9_800,
        "GRN-2" => 64_000,
        "BBN-1" => 18_900,
        "DAI-2" => 17_200,
        "STO-1" => 12_600,
        _ => return None,
    };
    Some(thousand(amount))
}

/// Scope and description of the projects that the screens show most.
fn texts(code: &str) -> Option<(&'static str, &'static str)> {
    Some(match code {
        "SOV-1" => (
            "In: three zones, their network and power, admin bastion, qualification. Out: zones outside France, customer migration.",
            "Zone 1 is in service with its admin bastion. Zone 2 hall is powered. Zone 3 racks moved from 24 July to 11 September.",
        ),
        "BBN-1" => (
            "In: four spans, optics, core routers, moving the traffic. Out: access rings in the cities.",
            "Three of four spans carry traffic. The span from Frankfurt to Milan waits for a permit to cross a railway.",
        ),
        "DAI-2" => (
            "In: three GPU lots, scheduler, endpoints, metering. Out: training clusters.",
            "Lot 1 serves the first pilot customers. Lots 2 and 3 were delivered late by the maker.",
        ),
        "GRN-2" => (
            "In: halls B and C, grid connection, cooling, hand-over. Out: offices, hall D.",
            "Hall B is under roof. The grid operator moved the connection to 30 June.",
        ),
        "CXP-2" => (
            "In: contracts, prices, invoices, interfaces. Out: the accounting system.",
            "The new engine bills internal accounts since March. Sales has not agreed to four weeks without price changes.",
        ),
        "STO-1" => (
            "In: engine, six migration waves, removal of the old racks. Out: backup appliances.",
            "Three waves of six are done, 81 petabytes moved.",
        ),
        _ => return None,
    })
}
