//! What of a file, or of a portfolio, has no place on the other side; `words` has the sentences.

use super::file::{Plan, ResourceKind};
use super::give::OWN_ID;
use super::take::own_key;
use std::collections::BTreeMap;

/// A sort of loss.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LossClass {
    /// Links to tasks of other files.
    OutsideLinks,
    /// Tasks that stand for other files or for tasks of theirs.
    OutsideTasks,
    /// Inactive tasks: left out.
    Inactive,
    /// Costs and rates.
    Costs,
    /// Hours worked and to go, overtime, work day by day.
    Hours,
    /// More people on a task than the one who answers for it.
    MorePeople,
    /// Material and cost resources.
    Resources,
    /// Details of people: availability, rates, codes.
    PersonDetails,
    /// Custom fields and outline codes.
    CustomFields,
    /// Delays by levelling: the dates stand, why they are late does not.
    Levelling,
    /// Working hours that differ from day to day.
    DayHours,
    /// Other weeks for a while, and days with other hours.
    Exceptions,
    /// Priorities, task types and settings of the calculation.
    TaskSettings,
    /// Links to pages and documents.
    Hyperlinks,
    /// Views, filters, tables, settings of the program.
    Screens,
    /// Elements that are not known at all.
    Unknown,
    /// Export: names of baselines.
    BaselineNames,
    /// Export: baselines beyond the eleven of the format.
    Baselines,
    /// Export: dependencies between projects as a whole.
    ProjectLinks,
    /// Export: what a dependency promises, and by when.
    Promises,
    /// Export: risks, money, status, everything of a project but its plan.
    BesidesPlan,
    /// Export: references that custom fields cannot carry, such as sprints.
    References,
}

/// A loss: how often, where first, and which elements.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// What sort.
    pub class: LossClass,
    /// How many.
    pub count: usize,
    /// Line of the first; 0 where there is none.
    pub line: usize,
    /// The elements, as the file names them, or what people call the things.
    pub names: Vec<String>,
}

/// Losses by class.
#[derive(Clone, Debug, Default)]
pub(super) struct Losses(BTreeMap<LossClass, Loss>);

impl Losses {
    pub(super) fn add(&mut self, class: LossClass, count: usize, line: usize, name: &str) {
        if count == 0 {
            return;
        }
        let loss = self.0.entry(class).or_insert(Loss {
            class,
            count: 0,
            line,
            names: Vec::new(),
        });
        loss.count += count;
        loss.line = if loss.line == 0 {
            line
        } else {
            loss.line.min(line.max(1))
        };
        if loss.names.len() < 12 && !name.is_empty() && !loss.names.iter().any(|n| n == name) {
            loss.names.push(name.to_owned());
        }
    }

    pub(super) fn into_list(self) -> Vec<Loss> {
        self.0.into_values().collect()
    }
}

/// Adds the elements that the reader left, the values of custom fields and what stands for nothing here.
pub(super) fn of_file(plan: &Plan, losses: &mut Losses) {
    for (path, left) in &plan.left {
        if let Some(class) = class(path) {
            losses.add(class, left.filled, left.line, path);
        }
    }
    for task in &plan.tasks {
        for (number, value) in &task.custom {
            let name = plan.custom.get(number).map_or("", String::as_str);
            if own_key(name).is_none() && name != OWN_ID && !value.is_empty() {
                losses.add(LossClass::CustomFields, 1, task.line, name);
            }
        }
        let delayed = task.levelling_delay.is_some_and(|delay| delay.0 != 0);
        losses.add(
            LossClass::Levelling,
            usize::from(delayed),
            task.line,
            &task.name,
        );
        let outside = task.links.iter().filter(|link| link.cross_project);
        for link in outside {
            losses.add(
                LossClass::OutsideLinks,
                1,
                link.line,
                &link.cross_project_name,
            );
        }
    }
    for resource in &plan.resources {
        let thing = resource.kind != ResourceKind::Work && !resource.is_null;
        losses.add(
            LossClass::Resources,
            usize::from(thing),
            resource.line,
            &resource.name,
        );
        let group =
            !resource.group.is_empty() || !resource.code.is_empty() || !resource.notes.is_empty();
        losses.add(
            LossClass::PersonDetails,
            usize::from(group),
            resource.line,
            &resource.name,
        );
    }
}

/// The class of an element that is not taken; nothing where the program works it out from the rest.
fn class(path: &str) -> Option<LossClass> {
    let (parent, name) = path.split_once('/').unwrap_or(("", path));
    Some(match (parent, name) {
        // Worked out from the rest, or marks of the program itself.
        (
            _,
            "GUID"
            | "Guid"
            | "CreateDate"
            | "CreationDate"
            | "LastSaved"
            | "SaveVersion"
            | "BuildNumber"
            | "Revision"
            | "OutlineNumber"
            | "StartVariance"
            | "FinishVariance"
            | "WorkVariance"
            | "CostVariance"
            | "CV"
            | "SV"
            | "VAC"
            | "BCWS"
            | "BCWP"
            | "ACWP"
            | "OverAllocated"
            | "Overallocated"
            | "ResumeValid"
            | "RemainingWork"
            | "RemainingCost"
            | "RegularWork"
            | "IsPublished"
            | "CommitmentType"
            | "DisplayAsSummary"
            | "StartText"
            | "FinishText"
            | "DurationText"
            | "WBSLevel"
            | "ExtendedCreationDate"
            | "CurrentDate"
            | "UpdateNeeded"
            | "LinkedFields"
            | "ResponsePending"
            | "Confirmed"
            | "HideBar"
            | "Rollup"
            | "Summary"
            | "LevelingDelayFormat"
            | "IsSubprojectReadOnly"
            | "UID"
            | "ID"
            | "CurrencySymbol"
            | "CurrencyDigits"
            | "CurrencySymbolPosition"
            | "FixedCostAccrual"
            | "AccrueAt"
            | "StandardRateFormat"
            | "OvertimeRateFormat"
            | "CostRateTable"
            | "RateScale"
            | "WorkFormat"
            | "DelayFormat"
            | "Milestone"
            | "VariableWorkResource"
            | "IsBaselineCalendar"
            | "FieldName"
            | "Stop"
            | "Resume"
            | "PeakUnits"
            | "Initials"
            | "BookingType"
            | "WorkGroup"
            | "CanLevel"
            | "IsInactive"
            | "IsBudget"
            | "HasFixedRateUnits"
            | "FixedMaterial"
            | "Interim",
        ) => return None,
        // GanttProject.
        ("task", "webLink") => LossClass::Hyperlinks,
        ("task", "customproperty") => LossClass::CustomFields,
        ("task", "cost-manual-value") => LossClass::Costs,
        ("project", "vacations" | "roles") => LossClass::PersonDetails,
        ("project" | "calendars" | "tasks", _) => LossClass::Screens,
        // Tables of Primavera.
        ("TASK", _) => LossClass::TaskSettings,
        (
            "",
            "UDFTYPE" | "UDFVALUE" | "ACTVTYPE" | "ACTVCODE" | "TASKACTV" | "PCATTYPE" | "PCATVAL"
            | "PROJPCAT" | "RCATTYPE" | "RCATVAL" | "RSRCRCAT",
        ) => LossClass::CustomFields,
        ("", "CURRTYPE" | "RSRCRATE" | "PROJCOST" | "COSTTYPE" | "ACCOUNT") => LossClass::Costs,
        ("", "TASKFIN" | "TRSRCFIN" | "RSRCCURVDATA" | "FINDATES") => LossClass::Hours,
        ("", "OBS" | "ROLES" | "ROLERATE" | "RSRCROLE" | "ROLELIMIT") => LossClass::PersonDetails,
        ("", "SCHEDOPTIONS") => LossClass::Screens,
        (_, "Hyperlink" | "HyperlinkAddress" | "HyperlinkSubAddress") => LossClass::Hyperlinks,
        (_, "OutlineCode" | "ExtendedAttribute" | "OutlineCodes" | "WBSMasks" | "ValueList") => {
            LossClass::CustomFields
        }
        ("ExtendedAttribute", _) => return None,
        ("Project", _) => LossClass::Screens,
        (_, "TimephasedData") => LossClass::Hours,
        (_, name) if name.contains("Cost") || name.contains("Rate") => LossClass::Costs,
        (_, name) if name.contains("Work") || name.contains("Overtime") => LossClass::Hours,
        ("Resource", _) => LossClass::PersonDetails,
        ("Assignment", _) => LossClass::Hours,
        (
            "Task",
            "Priority" | "Type" | "EffortDriven" | "LevelAssignments" | "LevelingCanSplit"
            | "Contact",
        ) => LossClass::TaskSettings,
        _ => LossClass::Unknown,
    })
}
