use crate::words::words;

words! {
    /// Programmes, units, objectives and key figures.
    Groups {
        AddProgramme: "Add programme", "Ajouter un programme";
        AddUnit: "Add unit", "Ajouter une unité";
        AddObjective: "Add objective", "Ajouter un objectif";
        AddKpi: "Add KPI", "Ajouter un indicateur";
        AddReading: "Add reading", "Ajouter une mesure";
        NewProgramme: "New programme", "Nouveau programme";
        NewUnit: "New unit", "Nouvelle unité";
        NewObjective: "New objective", "Nouvel objectif";
        NewKpi: "New KPI", "Nouvel indicateur";
        Name: "Name", "Nom";
        Projects: "Projects", "Projets";
        Status: "Status", "Météo";
        Landing: "Forecast", "Atterrissage";
        Budget: "Budget", "Budget";
        Variance: "Variance", "Écart";
        Slip: "Slip, d", "Glissement, j";
        Finish: "Finish", "Fin";
        Progress: "Done", "Avancement";
        NoProgrammes: "No programmes yet", "Pas encore de programme";
        NoProgrammesHint: "A programme groups related projects. Add one, then choose it on its projects.", "Un programme regroupe des projets liés. Ajoutez-en un, puis choisissez-le sur ses projets.";
        NoUnits: "No units yet", "Pas encore d’unité";
        NoUnitsHint: "A unit owns a mission and a roadmap: a product, a group of customers or a department.", "Une unité porte une mission et une feuille de route\u{202f}: un produit, un groupe de clients ou un service.";
        NoObjectives: "No objectives yet", "Pas encore d’objectif";
        NoObjectivesHint: "Objectives say what the portfolio is for. Add one, then link projects to it with a contribution.", "Les objectifs disent à quoi sert le portefeuille. Ajoutez-en un, puis reliez-y des projets avec une contribution.";
        NoKpis: "No key figures yet", "Pas encore d’indicateur";
        NotFound: "This record is not in the portfolio", "Cette fiche n’est pas dans le portefeuille";
        NotFoundHint: "It may have been deleted or its code changed. Undo brings a deleted record back.", "Elle a peut-être été supprimée ou son code a changé. Annuler rétablit une fiche supprimée.";
        About: "About", "Présentation";
        Money: "Money", "Budget";
        Milestones: "Milestones ahead", "Jalons à venir";
        AroundIn: "It waits for", "Attend";
        AroundOut: "Others wait for it", "Attendu par";
        AroundNone: "No dependencies with other projects.", "Aucune adhérence avec d’autres projets.";
        NoneAhead: "No milestones ahead.", "Aucun jalon à venir.";
        Pair: "PMO and programme manager", "PMO et responsable de programme";
        Unaligned: "Projects aligned to no objective", "Projets liés à aucun objectif";
        UnalignedNone: "Every project contributes to an objective.", "Chaque projet contribue à un objectif.";
        Weight: "Weight", "Poids";
        Horizon: "Horizon", "Échéance";
        Owner: "Owner", "Responsable";
        Contribution: "Contribution", "Contribution";
        Attainment: "Attainment", "Atteinte";
        Reading: "Last reading", "Dernière mesure";
        Target: "Target", "Cible";
        Baseline: "Baseline", "Référence";
        Kpis: "Key figures", "Indicateurs";
        Readings: "Readings", "Mesures";
        Value: "Value", "Valeur";
        Date: "Date", "Date";
        Forecast: "Forecast", "Prévision";
        Locked: "Locked since {0}: the definition is in force. Changing it is shown in the history.", "Verrouillé depuis le {0}\u{202f}: la définition est en vigueur. La modifier apparaît dans l’historique.";
        KpiSummary: "{0}: {1} against a target of {2}", "{0}\u{202f}: {1} pour une cible de {2}";
        AmberLimit: "amber limit", "limite orange";
        RedLimit: "red limit", "limite rouge";
        LinkProject: "Link a project", "Relier un projet";
        NotANumber: "Enter a number, such as 74.5", "Saisissez un nombre, par exemple 74,5";
        NotADate: "Enter a date as 2026-05-18", "Saisissez une date comme 2026-05-18";
        NoMoney: "No budget lines.", "Pas de lignes de budget.";
        ThemeLevel: "Theme", "Thème";
        Fields: "Fields", "Champs";
    }
}
