use crate::words::words;

words! {
    /// The roadmap.
    Roadmap {
        GroupBy: "Group", "Regrouper";
        ColourBy: "Colour", "Couleur";
        ByProgramme: "Programme", "Programme";
        ByUnit: "Unit", "Unité";
        ByObjective: "Objective", "Objectif";
        ByManager: "Lead", "Responsable";
        ByNothing: "None", "Aucun";
        ByStatus: "Status", "Météo";
        ByPhase: "Phase", "Phase";
        Week: "Week", "Semaine";
        Month: "Month", "Mois";
        Quarter: "Quarter", "Trimestre";
        Year: "Year", "Année";
        Zoom: "Zoom", "Échelle";
        Fit: "Fit", "Ajuster";
        Today: "Today", "Aujourd’hui";
        Show: "Show", "Afficher";
        Baseline: "Baseline", "Référence";
        Slip: "Slip", "Glissement";
        Links: "Dependencies", "Adhérences";
        Milestones: "Milestones and gates", "Jalons et points de passage";
        ExportSvg: "Export as SVG", "Exporter en SVG";
        ExportPng: "Export as PNG", "Exporter en PNG";
        FilterUnit: "Unit", "Unité";
        FilterProgramme: "Programme", "Programme";
        FilterStatus: "Status", "Météo";
        FilterPhase: "Phase", "Phase";
        Column: "Column", "Colonne";
        Find: "Filter by name or code", "Filtrer par nom ou code";
        CountProject: "{0} project", "{0} projet";
        CountProjects: "{0} projects", "{0} projets";
        CountLink: "{0} link", "{0} lien";
        CountLinks: "{0} links", "{0} liens";
        HeadLead: "Lead", "Resp.";
        HeadDone: "Done", "Fait";
        HeadSlip: "Slip, d", "Écart, j";
        Undated: "{0} without dates", "{0} sans dates";
        NoGroup: "Without", "Sans";
        NoProjects: "No projects yet", "Pas encore de projet";
        NoProjectsHint: "Import a file, or add the first project in the table.", "Importez un fichier, ou ajoutez le premier projet dans le tableau.";
        Effect: "{0} to {1}", "{0} à {1}";
        Moves: "moves {0}", "déplacé de {0}";
        BreaksPromises: "{0} dependencies come too late", "{0} adhérences arrivent trop tard";
        Follows: "{0} projects wait for it", "{0} projets l’attendent";
        Finish: "Finish", "Fin";
        AfterBaseline: "{0} after baseline", "{0} après la référence";
        BeforeBaseline: "{0} before baseline", "{0} avant la référence";
        OnBaseline: "on baseline", "conforme à la référence";
        Progress: "Progress", "Avancement";
        OfPlanned: "{0} of {1} planned", "{0} sur {1} prévus";
        NextGate: "Next gate", "Prochain jalon";
        Budget: "Budget", "Budget";
        BudgetOf: "{0} of {1}", "{0} sur {1}";
        HeldUpBy: "Held up by", "Retenu par";
        Late: "{0} late", "{0} de retard";
        Declared: "declared", "déclaré";
        Computed: "computed", "calculé";
        KeyHint: "↵ open, ⇧← ⇧→ move, Alt ← → resize", "↵ ouvrir, ⇧← ⇧→ déplacer, Alt ← → allonger";
        Done: "{0} done", "{0} fait";
        WasChanged: "The project changed meanwhile; try again", "Le projet a changé entre-temps\u{202f}; réessayez";
    }
}
