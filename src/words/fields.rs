//! The words of the record registry: every kind and every declared field, in English and French.

use super::Lang;
pub use super::choices::{axis_label, choice_label, rag_label};
pub use super::deeds::{deed_label, record_name, refusal, unfit};
use crate::model::Kind;

/// English and French.
type Pair = [&'static str; 2];

fn pick(pair: Pair, lang: Lang) -> &'static str {
    let [en, fr] = pair;
    match lang {
        Lang::En => en,
        Lang::Fr => fr,
    }
}

/// Returns what one record of a kind is called, as a label ("Budget line").
#[must_use]
pub fn kind_label(kind: Kind, lang: Lang) -> &'static str {
    let [one, _] = kind_pairs(kind);
    pick(one, lang)
}

/// Returns what records of a kind are called, as a label ("Budget lines").
#[must_use]
pub fn kind_plural(kind: Kind, lang: Lang) -> &'static str {
    let [_, many] = kind_pairs(kind);
    pick(many, lang)
}

/// Returns the label of a field; a key that no declaration has (a custom field) is its own label.
#[must_use]
pub fn field_label(kind: Kind, key: &str, lang: Lang) -> &str {
    match field_pair(kind, key) {
        Some(pair) => pick(pair, lang),
        None => key,
    }
}

/// Returns one line on what to enter, where the label does not say it.
#[must_use]
pub fn field_help(kind: Kind, key: &str, lang: Lang) -> Option<&'static str> {
    help_pair(kind, key).map(|pair| pick(pair, lang))
}

fn kind_pairs(kind: Kind) -> [Pair; 2] {
    match kind {
        Kind::Portfolio => [
            ["Portfolio", "Portefeuille"],
            ["Portfolios", "Portefeuilles"],
        ],
        Kind::WorkCalendar => [["Calendar", "Calendrier"], ["Calendars", "Calendriers"]],
        Kind::Freeze => [
            ["Freeze period", "Période de gel"],
            ["Freeze periods", "Périodes de gel"],
        ],
        Kind::Sprint => [["Sprint", "Sprint"], ["Sprints", "Sprints"]],
        Kind::Baseline => [["Baseline", "Référence"], ["Baselines", "Références"]],
        Kind::BaselineDate => [
            ["Baseline date", "Date de référence"],
            ["Baseline dates", "Dates de référence"],
        ],
        Kind::Holiday => [["Holiday", "Jour férié"], ["Holidays", "Jours fériés"]],
        Kind::CustomField => [
            ["Custom field", "Champ personnalisé"],
            ["Custom fields", "Champs personnalisés"],
        ],
        Kind::Rule => [
            ["Status rule", "Règle de météo"],
            ["Status rules", "Règles de météo"],
        ],
        Kind::TemplateItem => [
            ["Template item", "Élément de modèle"],
            ["Template items", "Éléments de modèle"],
        ],
        Kind::View => [
            ["Saved view", "Vue enregistrée"],
            ["Saved views", "Vues enregistrées"],
        ],
        Kind::Person => [["Person", "Personne"], ["People", "Personnes"]],
        Kind::Unit => [["Unit", "Unité"], ["Units", "Unités"]],
        Kind::Programme => [["Programme", "Programme"], ["Programmes", "Programmes"]],
        Kind::Objective => [["Objective", "Objectif"], ["Objectives", "Objectifs"]],
        Kind::Project => [["Project", "Projet"], ["Projects", "Projets"]],
        Kind::Task => [["Task", "Tâche"], ["Tasks", "Tâches"]],
        Kind::Link => [
            ["Dependency", "Dépendance"],
            ["Dependencies", "Dépendances"],
        ],
        Kind::Alignment => [["Alignment", "Alignement"], ["Alignments", "Alignements"]],
        Kind::BudgetLine => [
            ["Budget line", "Ligne budgétaire"],
            ["Budget lines", "Lignes budgétaires"],
        ],
        Kind::Kpi => [["Key figure", "Indicateur"], ["Key figures", "Indicateurs"]],
        Kind::Reading => [["Reading", "Relevé"], ["Readings", "Relevés"]],
        Kind::Risk => [["Risk", "Risque"], ["Risks", "Risques"]],
        Kind::Round => [
            ["Reporting round", "Campagne de météo"],
            ["Reporting rounds", "Campagnes de météo"],
        ],
        Kind::Report => [
            ["Status report", "Rapport de météo"],
            ["Status reports", "Rapports de météo"],
        ],
        Kind::Override => [
            ["Status override", "Dérogation de météo"],
            ["Status overrides", "Dérogations de météo"],
        ],
        Kind::Rating => [
            ["Delivery confidence rating", "Avis de confiance"],
            ["Delivery confidence ratings", "Avis de confiance"],
        ],
    }
}

/// Fields whose label depends on their kind; `None` for those that mean the same everywhere.
fn own_pair(kind: Kind, key: &str) -> Option<Pair> {
    Some(match (kind, key) {
        (Kind::Portfolio, "fiscal_year_start") => [
            "First month of the fiscal year",
            "Premier mois de l’exercice",
        ],
        (Kind::Portfolio, "organisation") => ["Organisation", "Organisation"],
        (Kind::Portfolio, "currency") => ["Currency", "Devise"],
        (Kind::Portfolio | Kind::WorkCalendar, "working_days") => ["Working days", "Jours ouvrés"],
        (Kind::Portfolio | Kind::WorkCalendar, "holidays") => {
            ["Public holidays", "Jours fériés légaux"]
        }
        (Kind::WorkCalendar, "hours") => ["Working hours", "Heures de travail"],
        (Kind::Portfolio, "stale_after_days") => [
            "Days before a report is stale",
            "Jours avant qu’un rapport soit périmé",
        ],
        (Kind::Portfolio, "overall_rule") => ["Overall status rule", "Règle de la météo globale"],
        (Kind::Portfolio, "envelope") => ["Envelope", "Enveloppe"],
        (Kind::Portfolio, "status_date") => ["Status date", "Date d’arrêté"],
        (Kind::Portfolio, "weather") => ["Weather signs", "Pictogrammes météo"],
        (Kind::Portfolio, "sample") => ["Sample data", "Données d’exemple"],
        (Kind::Holiday, "date") => ["First day", "Premier jour"],
        (Kind::Holiday, "until") => ["Last day", "Dernier jour"],
        (Kind::Holiday, "works") => ["Worked", "Travaillé"],
        (Kind::Freeze, "reason") => ["Reason", "Motif"],
        (Kind::Sprint, "goal") => ["Goal", "But"],
        (Kind::Baseline, "taken") => ["Taken on", "Prise le"],
        (Kind::BaselineDate, "baseline") => ["Baseline", "Référence"],
        (Kind::CustomField, "key") => ["Key", "Clé"],
        (Kind::CustomField, "holds") => ["Holds", "Contient"],
        (Kind::CustomField, "options") => ["Options", "Choix possibles"],
        (Kind::CustomField, "help") => ["Help text", "Texte d’aide"],
        (Kind::Rule, "green_days") => ["Green up to, days", "Vert jusqu’à, jours"],
        (Kind::Rule, "amber_days") => ["Amber up to, days", "Orange jusqu’à, jours"],
        (Kind::Rule, "green_share") => ["Green up to, share", "Vert jusqu’à, part"],
        (Kind::Rule, "amber_share") => ["Amber up to, share", "Orange jusqu’à, part"],
        (Kind::Rule, "margin_days") => ["Margin to improve, days", "Marge d’amélioration, jours"],
        (Kind::Rule, "margin_share") => ["Margin to improve, share", "Marge d’amélioration, part"],
        (Kind::Rule, "off") => ["Does not count", "Ne compte pas"],
        (Kind::TemplateItem, "parent") => ["Part of", "Fait partie de"],
        (Kind::TemplateItem, "after") => ["Waits for", "Attend"],
        (Kind::TemplateItem, "part") => ["Part", "Partie"],
        (Kind::TemplateItem, "position") => ["Position in the plan", "Position dans le plan"],
        (Kind::View, "address") => ["Address", "Adresse"],
        (Kind::Person, "role") => ["Role", "Fonction"],
        (Kind::Person, "email") => ["Email", "Courriel"],
        (Kind::Unit, "unit_kind") => ["Built around", "Organisée autour"],
        (Kind::Unit, "mission") => ["Mission", "Mission"],
        (Kind::Unit, "pmo") => ["PMO", "PMO"],
        (Kind::Unit, "programme_manager") => ["Programme manager", "Responsable de programme"],
        (Kind::Unit, "parent") => ["Part of unit", "Unité de rattachement"],
        (Kind::Programme, "colour") => ["Colour", "Couleur"],
        (Kind::Objective, "level") => ["Level", "Niveau"],
        (Kind::Objective, "parent") => ["Part of objective", "Objectif de rattachement"],
        (Kind::Objective, "horizon") => ["Horizon", "Horizon"],
        (Kind::Objective, "kpi") => ["Measured by", "Mesuré par"],
        (Kind::Objective, "requirements") => ["Requirements", "Exigences"],
        (Kind::Project, "goal") => ["Goal", "But"],
        (Kind::Project, "scope") => ["Scope", "Périmètre"],
        (Kind::Project, "value_statement") => ["Value statement", "Proposition de valeur"],
        (Kind::Project, "sponsor") => ["Sponsor", "Commanditaire"],
        (Kind::Project, "customer") => ["Customer type", "Type de client"],
        (Kind::Project, "phase") => ["Phase", "Phase"],
        (Kind::Project, "priority") => ["Priority", "Priorité"],
        (Kind::Project, "tags") => ["Tags", "Étiquettes"],
        (Kind::Project, "planned_start") => ["First planned start", "Début initial"],
        (Kind::Project, "planned_finish") => ["First planned finish", "Fin initiale"],
        (Kind::Project, "whole_life_cost") => ["Whole-life cost", "Coût complet"],
        (Kind::Project, "source") => ["Source", "Provenance"],
        (Kind::Task, "task_kind") => ["Type of task", "Type de tâche"],
        (Kind::Task, "parent") => ["Part of task", "Tâche de rattachement"],
        (Kind::Task, "committed") => ["Date promised outside", "Date promise à l’extérieur"],
        (Kind::Task | Kind::BaselineDate | Kind::TemplateItem, "duration") => ["Duration", "Durée"],
        (Kind::Task, "work") => ["Work", "Charge"],
        (Kind::Task, "manual") => ["Dates kept as entered", "Dates fixées à la main"],
        (Kind::Task, "constraint") => ["Constraint", "Contrainte"],
        (Kind::Task, "constraint_date") => ["Constraint date", "Date de la contrainte"],
        (Kind::Task, "deadline") => ["Deadline", "Échéance"],
        (Kind::Task, "progress_method") => ["Progress measured by", "Avancement mesuré par"],
        (Kind::Task, "earning") => ["Value earned", "Valeur acquise"],
        (Kind::Task, "role") => ["Role asked for", "Compétence demandée"],
        (Kind::Task, "state") => ["State", "État"],
        (Kind::Task, "sprint") => ["Sprint", "Sprint"],
        (Kind::Task, "shortest") => ["Shortest duration", "Durée la plus courte"],
        (Kind::Task, "longest") => ["Longest duration", "Durée la plus longue"],
        (Kind::Task, "spread") => ["Spread of durations", "Répartition des durées"],
        (Kind::Task, "factor") => ["Common cause of delay", "Cause commune de retard"],
        (Kind::Task, "crash_to") => ["Duration when sped up", "Durée accélérée"],
        (Kind::Task, "crash_cost") => ["Cost of a day won", "Coût d’un jour gagné"],
        (Kind::Task, "resume") => ["Goes on from", "Reprise le"],
        (Kind::Task, "source_id") => ["Identity in its file", "Identité dans son fichier"],
        (Kind::Link, "giver") => ["Giving project", "Projet fournisseur"],
        (Kind::Link, "giver_task") => ["Giving task", "Tâche fournisseuse"],
        (Kind::Link, "taker") => ["Waiting project", "Projet en attente"],
        (Kind::Link, "taker_task") => ["Waiting task", "Tâche en attente"],
        (Kind::Link, "link_type") => ["Link type", "Type de lien"],
        (Kind::Link, "lag") => ["Lag", "Décalage"],
        (Kind::Link, "promise") => ["What is handed over", "Livrable promis"],
        (Kind::Link, "promised") => ["Promised for", "Promis pour le"],
        (Kind::Link, "needed") => ["Needed by", "Attendu le"],
        (Kind::Alignment, "objective") => ["Objective", "Objectif"],
        (Kind::Alignment, "contribution") => ["Contribution", "Contribution"],
        (Kind::BudgetLine, "category") => ["Category", "Catégorie"],
        (Kind::BudgetLine | Kind::TemplateItem, "expenditure") => {
            ["Capex or opex", "Capex ou opex"]
        }
        (Kind::BudgetLine, "origin") => ["Internal or external", "Interne ou externe"],
        (Kind::BudgetLine, "period_start") => ["Period start", "Début de période"],
        (Kind::BudgetLine, "period_end") => ["Period end", "Fin de période"],
        (Kind::BudgetLine, "approved") => ["Approved", "Approuvé"],
        (Kind::BudgetLine, "revised") => ["Revised", "Révisé"],
        (Kind::BudgetLine, "forecast") => ["Forecast", "Prévu"],
        (Kind::BudgetLine, "committed") => ["Committed", "Engagé"],
        (Kind::BudgetLine, "consumed") => ["Consumed", "Consommé"],
        (Kind::Kpi, "formula") => ["Formula", "Formule"],
        (Kind::Kpi, "unit") => ["Unit of measure", "Unité de mesure"],
        (Kind::Kpi, "direction") => ["Direction", "Sens"],
        (Kind::Kpi, "baseline") => ["Baseline", "Point de départ"],
        (Kind::Kpi, "baseline_date") => ["Baseline date", "Date de départ"],
        (Kind::Kpi, "target") => ["Target", "Cible"],
        (Kind::Kpi, "band_low") => ["Lower edge of the band", "Bas de la plage"],
        (Kind::Kpi, "target_date") => ["Target date", "Date cible"],
        (Kind::Kpi, "amber") => ["Amber from", "Orange à partir de"],
        (Kind::Kpi, "red") => ["Red from", "Rouge à partir de"],
        (Kind::Kpi, "frequency") => ["Frequency", "Fréquence"],
        (Kind::Kpi, "source") => ["Source", "Source"],
        (Kind::Kpi, "of_unit") => ["Unit", "Unité"],
        (Kind::Kpi, "of_project") => ["Project", "Projet"],
        (Kind::Kpi, "audience") => ["Audience", "Destinataires"],
        (Kind::Kpi, "valid_from") => ["Valid from", "Valable du"],
        (Kind::Kpi, "valid_to") => ["Valid to", "Valable au"],
        (Kind::Reading, "kpi") => ["Key figure", "Indicateur"],
        (Kind::Reading, "value") => ["Value", "Valeur"],
        (Kind::Reading, "forecast") => ["Forecast, not a fact", "Prévision, pas un fait"],
        (Kind::Risk | Kind::TemplateItem, "probability") => ["Probability", "Probabilité"],
        (Kind::Risk | Kind::TemplateItem, "impact") => ["Impact", "Impact"],
        (Kind::Risk, "response") => ["Response", "Réponse"],
        (Kind::Risk, "plan") => ["Response plan", "Plan de réponse"],
        (Kind::Risk, "state") => ["State", "État"],
        (Kind::Risk, "review") => ["Next review", "Prochaine revue"],
        (Kind::Risk | Kind::BaselineDate, "task") => ["Task", "Tâche"],
        (Kind::Risk, "delay") => ["Delay if it happens", "Retard s’il survient"],
        (Kind::Risk, "cost") => ["Cost if it happens", "Coût s’il survient"],
        (Kind::Round, "due") => ["Reports due", "Rapports attendus le"],
        (Kind::Round, "closed") => ["Closed on", "Close le"],
        (Kind::Report, "round") => ["Reporting round", "Campagne"],
        (Kind::Report, "overall") => ["Overall", "Globale"],
        (Kind::Report, "time") => ["Schedule", "Délai"],
        (Kind::Report, "cost") => ["Cost", "Coût"],
        (Kind::Report, "scope") => ["Scope", "Périmètre"],
        (Kind::Report, "resources") => ["Resources", "Ressources"],
        (Kind::Report, "risk") => ["Risk", "Risque"],
        (Kind::Report, "quality") => ["Quality", "Qualité"],
        (Kind::Report, "benefits") => ["Benefits", "Bénéfices"],
        (Kind::Report, "summary") => ["Summary", "Synthèse"],
        (Kind::Report, "time_comment") => ["Comment on schedule", "Commentaire, délai"],
        (Kind::Report, "cost_comment") => ["Comment on cost", "Commentaire, coût"],
        (Kind::Report, "scope_comment") => ["Comment on scope", "Commentaire, périmètre"],
        (Kind::Report, "resources_comment") => ["Comment on resources", "Commentaire, ressources"],
        (Kind::Report, "risk_comment") => ["Comment on risk", "Commentaire, risque"],
        (Kind::Report, "quality_comment") => ["Comment on quality", "Commentaire, qualité"],
        (Kind::Report, "benefits_comment") => ["Comment on benefits", "Commentaire, bénéfices"],
        (Kind::Report, "frozen") => ["Frozen", "Figé"],
        (Kind::Report, "computed_overall") => ["Overall, computed", "Globale, calculée"],
        (Kind::Report, "computed_time") => ["Schedule, computed", "Délai, calculé"],
        (Kind::Report, "computed_cost") => ["Cost, computed", "Coût, calculé"],
        (Kind::Report, "slip_days") => ["Slip, working days", "Glissement, jours ouvrés"],
        (Kind::Report, "landing") => ["Landing", "Atterrissage"],
        (Kind::Report, "revised") => ["Revised budget", "Budget révisé"],
        (Kind::Report, "consumed") => ["Consumed", "Consommé"],
        (Kind::Report, "milestones") => ["Milestones at the freeze", "Jalons au gel"],
        (Kind::Override, "status") => ["Status in force", "Météo retenue"],
        (Kind::Override, "reason") => ["Reason", "Motif"],
        (Kind::Override, "set_on") => ["Set on", "Décidée le"],
        (Kind::Override, "expires") => ["Holds until", "Valable jusqu’au"],
        (Kind::Rating, "rater") => ["Rated by", "Noté par"],
        (Kind::Rating, "scale") => ["Scale", "Échelle"],
        (Kind::Rating, "confidence") => ["Confidence", "Confiance"],
        (Kind::Rating, "stated") => ["Words of the source", "Texte de la source"],
        (Kind::Rating, "comment") => ["Comment", "Commentaire"],
        _ => return None,
    })
}

fn field_pair(kind: Kind, key: &str) -> Option<Pair> {
    let declared = kind.field(key)?;
    own_pair(kind, declared.key).or_else(|| common_pair(declared.key))
}

/// Fields that mean the same in every kind.
fn common_pair(key: &str) -> Option<Pair> {
    Some(match key {
        "code" => ["Code", "Code"],
        "name" => ["Name", "Nom"],
        "description" => ["Description", "Description"],
        "purpose" => ["Purpose", "Finalité"],
        "classification" => [
            "Classification (on paper and pictures)",
            "Classification (sur papier et images)",
        ],
        "unit" => ["Unit", "Unité"],
        "programme" => ["Programme", "Programme"],
        "project" => ["Project", "Projet"],
        "manager" => ["Lead", "Responsable"],
        "owner" => ["Owner", "Porteur"],
        "author" => ["Author", "Auteur"],
        "axis" => ["Axis", "Axe"],
        "project_type" => ["Project type", "Type de projet"],
        "weight" => ["Weight", "Poids"],
        "order" => ["Order", "Ordre"],
        "pinned" => ["Pinned", "Épinglé"],
        "private_note" => ["Private note", "Note privée"],
        "baseline_start" => ["Baseline start", "Début de référence"],
        "baseline_finish" => ["Baseline finish", "Fin de référence"],
        "forecast_start" => ["Forecast start", "Début prévu"],
        "forecast_finish" => ["Forecast finish", "Fin prévue"],
        "actual_start" => ["Actual start", "Début réel"],
        "actual_finish" => ["Actual finish", "Fin réelle"],
        "progress" => ["Progress", "Avancement"],
        "date" => ["Date", "Date"],
        "start" => ["Start", "Début"],
        "finish" => ["Finish", "Fin"],
        "calendar" => ["Calendar", "Calendrier"],
        "note" => ["Note", "Remarque"],
        _ => return None,
    })
}

fn help_pair(kind: Kind, key: &str) -> Option<Pair> {
    Some(match (kind, kind.field(key)?.key) {
        (_, "private_note") => [
            "Never leaves this browser in an extract, report or link",
            "Ne sort jamais de ce navigateur dans un extrait, un rapport ou un lien",
        ],
        (Kind::Portfolio | Kind::WorkCalendar, "working_days") => [
            "For example mon tue wed thu fri",
            "Par exemple mon tue wed thu fri (lundi à vendredi)",
        ],
        (Kind::Portfolio, "currency") => [
            "Three letters, such as EUR",
            "Trois lettres, par exemple EUR",
        ],
        (Kind::Portfolio, "fiscal_year_start") => [
            "1 for January to 12 for December",
            "De 1 pour janvier à 12 pour décembre",
        ],
        (Kind::Portfolio, "status_date") => [
            "Every figure is as of this day; today when empty",
            "Tous les chiffres sont à cette date\u{202f}; aujourd’hui si vide",
        ],
        (Kind::CustomField, "key") => [
            "Small letters, digits and _, such as x_ops_site",
            "Minuscules, chiffres et _, par exemple x_ops_site",
        ],
        (Kind::Programme, "colour") => [
            "1 to 8 of the programme scale",
            "De 1 à 8 dans la palette des programmes",
        ],
        (Kind::Project, "code") => ["Unique, such as SOV-1", "Unique, par exemple SOV-1"],
        (Kind::Project, "value_statement") => [
            "What it is worth, and to whom",
            "Ce qu’il apporte, et à qui",
        ],
        (Kind::Project, "whole_life_cost") => [
            "As published, running costs included; not part of the budget lines",
            "Tel que publié, exploitation comprise\u{202f}; hors lignes budgétaires",
        ],
        (Kind::Project, "tags") => ["Separated by commas", "Séparées par des virgules"],
        (Kind::BudgetLine, "approved") => [
            "Authorised by vote; not changed after it",
            "Autorisé par vote\u{202f}; inchangé ensuite",
        ],
        (Kind::BudgetLine, "forecast") => [
            "Expected cost of the period, consumed part included",
            "Coût attendu de la période, part consommée comprise",
        ],
        (Kind::Link, "lag") => [
            "2d, −1d for a lead, 3ed by the clock, 25% of the giver’s duration",
            "2j, −1j pour une avance, 3je en jours calendaires, 25\u{202f}% de la durée du fournisseur",
        ],
        (Kind::Task, "duration") => [
            "5d, 4h, 2w; 3ed by the clock",
            "5j, 4h, 2sem\u{202f}; 3je en jours calendaires",
        ],
        (Kind::Task, "deadline") => [
            "Moves nothing; a later finish is shown",
            "Ne déplace rien\u{202f}; une fin plus tardive est signalée",
        ],
        (Kind::Task, "factor") => [
            "A supplier or a team; tasks that share it are late together",
            "Un fournisseur ou une équipe\u{202f}; les tâches qui la partagent tardent ensemble",
        ],
        (Kind::WorkCalendar, "hours") => [
            "For example 09:00-13:00 14:00-18:00",
            "Par exemple 09:00-13:00 14:00-18:00",
        ],
        (Kind::Holiday, "works") => [
            "An extra working day in place of a day off",
            "Un jour travaillé en plus, au lieu d’un jour de repos",
        ],
        (Kind::Override, "expires") => [
            "The computed status is back the day after",
            "La météo calculée revient le lendemain",
        ],
        (Kind::TemplateItem, "position") => [
            "0% is the first day of the project, 100% the last",
            "0\u{202f}% est le premier jour du projet, 100\u{202f}% le dernier",
        ],
        (Kind::Objective, "requirements") => ["One line each", "Une par ligne"],
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LANGS: [Lang; 2] = [Lang::En, Lang::Fr];

    #[test]
    fn every_kind_has_its_words() {
        for kind in Kind::ALL {
            for lang in LANGS {
                assert!(!kind_label(*kind, lang).is_empty());
                assert!(!kind_plural(*kind, lang).is_empty());
            }
        }
    }

    #[test]
    fn every_declared_field_has_a_label_in_both_languages() {
        let missing: Vec<String> = Kind::ALL
            .iter()
            .flat_map(|kind| kind.fields().iter().map(move |spec| (*kind, spec.key)))
            .filter(|(kind, key)| field_pair(*kind, key).is_none())
            .map(|(kind, key)| format!("{}.{key}", kind.key()))
            .collect();
        assert_eq!(missing, Vec::<String>::new());
    }

    #[test]
    fn no_two_fields_of_a_kind_share_a_label() {
        for kind in Kind::ALL {
            for lang in LANGS {
                let mut labels: Vec<&str> = kind
                    .fields()
                    .iter()
                    .map(|spec| field_label(*kind, spec.key, lang))
                    .collect();
                let count = labels.len();
                labels.sort_unstable();
                labels.dedup();
                assert_eq!(labels.len(), count, "{} {labels:?}", kind.key());
            }
        }
    }

    #[test]
    fn words_of_a_field_that_is_gone_are_found() {
        // A label for a key that no declaration has would never be seen.
        assert_eq!(
            field_label(Kind::Project, "x_ops_site", Lang::Fr),
            "x_ops_site"
        );
        assert_eq!(field_label(Kind::Risk, "code", Lang::En), "code");
    }
}
