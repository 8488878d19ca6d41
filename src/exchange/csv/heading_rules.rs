//! What headings say, in English and French: the table that [`super::headings::guess`] walks.

use super::headings::Guess;
use super::target::Amount;
use crate::model::Axis;

/// One rule: at least one phrase of every group, and none of the last list. A phrase with `=` must be the whole
/// heading.
pub(super) type Rule = (&'static [&'static str], &'static str, Guess);

const COMMENT: &str = "comment|comments|commentary|narrative|commentaire|commentaires|explanation|\
                       justification|remarque|remarques|remarks|rationale";
const RATED: &str = "rag|rating|dca|delivery confidence|confidence|confiance|colour|color";
const START: &str =
    "start|begin|beginning|debut|commencement|launch|lancement|demarrage|started|begins";
const FINISH: &str = "end|finish|completion|due|fin|echeance|deadline|cloture|livraison|closing|go live|\
                      target date|completed|complete|mise en service|terminaison";
const MONEY: &str = "budget|cost|costs|cout|couts|spend|spent|amount|montant|ngc|baseline|forecast|depense|\
                     depenses|expenditure|eac|landing|atterrissage|actuals|capex|opex|funding";

/// The rules; the first that fits decides.
pub(super) const RULES: &[Rule] = &[
    (&[COMMENT, RATED], "", Guess::RatingComment),
    (
        &[COMMENT, "variance|ecart|ecarts|budget forecast"],
        "",
        Guess::AmountNote,
    ),
    (
        &[COMMENT, "status|statut|etat|meteo"],
        "",
        Guess::StatusComment,
    ),
    (&[COMMENT], "", Guess::Keep),
    (&["variance|ecart|deviation"], "", Guess::Ignore),
    (
        &[
            "latest budget changes|total budget changes|latest schedule changes|total schedule changes",
        ],
        "",
        Guess::Ignore,
    ),
    (
        &[
            "created|modified|updated|last baseline|date reported|date created|date identified|date de creation|modifie|cree|updated date|mise a jour",
        ],
        "",
        Guess::Ignore,
    ),
    (&["duration|duree|delay|delai"], "", Guess::Ignore),
    (
        &[
            "=year|=fiscal year|=financial year|=fy|=annee|=exercice|=annee budgetaire|=publication year",
        ],
        "",
        Guess::FiscalYear,
    ),
    (
        &[
            "whole life|wlc|lifetime cost|life cycle cost|cout complet|cout global|total cost|cout total|ffc|final cost|planned cost|total budget|budget total|contract size|estimated cost|project cost|cout du projet|enhancement spend",
        ],
        "variance",
        Guess::Field("whole_life_cost"),
    ),
    (
        &[
            "time status|schedule status|schedule rag|time rag|statut delai|statut delais|statut planning",
        ],
        "",
        Guess::Status(Axis::Time),
    ),
    (
        &["cost status|budget status|budget rag|cost rag|statut budget|statut cout|statut couts"],
        "",
        Guess::Status(Axis::Cost),
    ),
    (
        &["scope status|scope rag|statut perimetre"],
        "",
        Guess::Status(Axis::Scope),
    ),
    (
        &["resource status|resources status|resource rag|statut ressources"],
        "",
        Guess::Status(Axis::Resources),
    ),
    (
        &["risk status|risk rag|statut risques|statut risque"],
        "",
        Guess::Status(Axis::Risk),
    ),
    (
        &["quality status|quality rag|statut qualite"],
        "",
        Guess::Status(Axis::Quality),
    ),
    (
        &["benefits status|benefits rag|statut benefices"],
        "",
        Guess::Status(Axis::Benefits),
    ),
    (
        &["delivery confidence|dca|ipa|mpa|nista|confiance|confidence|evaluation by cio"],
        "start|end|date",
        Guess::Rating,
    ),
    (
        &["colour rating|color rating|=rating|rag rating"],
        "",
        Guess::Rating,
    ),
    (
        &[
            "rag|meteo|health|sante|feu|feux|couleur|weather|status color|status colour|overall status|project status",
        ],
        "",
        Guess::Colour,
    ),
    (
        &[
            "% complete|percent complete|pct complete|progress|avancement|complete %|taux d avancement|% avancement|percentage complete",
        ],
        "",
        Guess::Field("progress"),
    ),
    (
        &["baseline|approved|reference|referentiel", START],
        "budget|cost",
        Guess::Field("baseline_start"),
    ),
    (
        &["baseline|approved|reference|referentiel", FINISH],
        "budget|cost",
        Guess::Field("baseline_finish"),
    ),
    (
        &["actual|reel|reelle|effectif|effective", START],
        "budget|cost|delay",
        Guess::Field("actual_start"),
    ),
    (
        &["actual|reel|reelle|effectif|effective|completed at", FINISH],
        "budget|cost|delay",
        Guess::Field("actual_finish"),
    ),
    (
        &[
            "planned|initial|initiale|prevu|prevue|original|originale|plan",
            START,
        ],
        "budget|cost",
        Guess::Field("planned_start"),
    ),
    (
        &["planned|initial|initiale|original|originale|plan", FINISH],
        "budget|cost",
        Guess::Field("planned_finish"),
    ),
    (
        &[START],
        "budget|cost|description",
        Guess::Field("forecast_start"),
    ),
    (
        &[FINISH],
        "budget|cost|weekend|description",
        Guess::Field("forecast_finish"),
    ),
    (
        &["revised budget|budget revise|current budget|budget actualise"],
        "",
        Guess::Amount(Amount::Revised),
    ),
    (
        &[
            "forecast|eac|landing|atterrissage|estimate at completion|prevision|outturn",
            MONEY,
        ],
        "",
        Guess::Amount(Amount::Forecast),
    ),
    (
        &["atterrissage|landing|eac"],
        "date",
        Guess::Amount(Amount::Forecast),
    ),
    (
        &["committed|engage|engagement|engages|commande"],
        "",
        Guess::Amount(Amount::Committed),
    ),
    (
        &[
            "consumed|spent|spend|consomme|depense|realise|actual cost|actuals|invoiced|facture|expenditure",
        ],
        "date",
        Guess::Amount(Amount::Consumed),
    ),
    (
        &["budget|baseline|approved amount|montant vote|enveloppe|funding"],
        "date|start|end|changes|team",
        Guess::Amount(Amount::Approved),
    ),
    (
        &[
            "=key|=issue key|issue key|project id|project number|project code|project no|code projet|code du projet|numero de projet|numero du projet|n projet|reference projet|=id|=code|=ref|=reference|=pid|=row id|=task id|=wbs|activity id|=identifiant|project ref|investment id|numero projet|id projet|=no|=number|gmpp id|contract id|metric id",
        ],
        "parent",
        Guess::Field("code"),
    ),
    (
        &["=issue id|parent|predecessors|blocked by|blocking|dependencies"],
        "",
        Guess::Keep,
    ),
    (
        &[
            "project name|=name|=project|=title|=projects|nom du projet|nom de projet|=projet|=nom|intitule|libelle|=titre|project title|task name|=summary|=task|initiative|programme project name|nom projet",
        ],
        "",
        Guess::Field("name"),
    ),
    (
        &[
            "item description|description|descriptif|aims|=notes|=details|=about|presentation|=resume",
        ],
        "",
        Guess::Field("description"),
    ),
    (
        &["goal|goals|objective|objectives|objectif|objectifs|purpose|=but|finalite"],
        "strategic|strategique",
        Guess::Field("goal"),
    ),
    (&["scope|perimetre"], "", Guess::Field("scope")),
    (
        &[
            "value statement|business value|proposition de valeur|valeur metier|benefits|benefices|gains",
        ],
        "",
        Guess::Field("value_statement"),
    ),
    (
        &[
            "sponsor|commanditaire|sro|senior responsible owner|executive sponsor|project owner|maitre d ouvrage|moa",
        ],
        "",
        Guess::Field("sponsor"),
    ),
    (
        &[
            "manager|chef de projet|=cp|=responsable|project lead|=lead|=owner|assignee|assigned to|pilote|=pm|responsable projet|directeur de projet|=author|chargee de projet|charge de projet",
        ],
        "email",
        Guess::Field("manager"),
    ),
    (
        &["client|customer|customers|beneficiaire|beneficiaires|clients|client agency"],
        "",
        Guess::Field("customer"),
    ),
    (
        &["programme|program|section column|delivery program|=section|portefeuille|=portfolio"],
        "manager|type",
        Guess::Field("programme"),
    ),
    (
        &[
            "department|departement|ministry|ministere|organisation|organization|agency|directorate|direction|business unit|=unit|=unite|=service|=pole|division|entity|entite|=dept|owner group|=team|bureau|=equipe|managing agency|business area",
        ],
        "code",
        Guess::Field("unit"),
    ),
    (
        &[
            "category|categorie|project type|type de projet|=type|issue type|task type|row type|=kind|nature|=typologie|investment type|=component",
        ],
        "cost",
        Guess::Field("project_type"),
    ),
    (
        &["priority|priorite|importance"],
        "",
        Guess::Field("priority"),
    ),
    (
        &["phase|stage|lifecycle|etape|=gate|=jalon"],
        "",
        Guess::Field("phase"),
    ),
    (
        &["=tags|=labels|=etiquettes|=mots cles|=keywords|=tag|=label"],
        "",
        Guess::Field("tags"),
    ),
    (
        &["=status|=state|=statut|=etat|current status|statut du projet|etat du projet"],
        "",
        Guess::State,
    ),
];
