use crate::words::words;

words! {
    /// The table of records, its bars, and the form of a record.
    Table {
        Status: "Status", "Météo";
        Computed: "Computed", "Calculée";
        Landing: "Landing", "Atterrissage";
        Gap: "Gap", "Écart";
        NextMilestone: "Next milestone", "Prochain jalon";
        RowsOf: "{0} of {1}", "{0} sur {1}";
        ColumnsOf: "{0} of {1} columns", "{0} colonnes sur {1}";
        WithoutValue: "Without", "Sans valeur";
        NoGroup: "None", "Aucun";
        ThenBy: "Then by", "Puis par";
        FindColumn: "Find a column", "Chercher une colonne";
        WidthOf: "Width of {0}, pixels", "Largeur de {0}, pixels";
        PinColumn: "Keep {0} at the left", "Garder {0} à gauche";
        ColumnUp: "Move {0} to the front", "Déplacer {0} vers le début";
        ColumnDown: "Move {0} to the end", "Déplacer {0} vers la fin";
        AddFilter: "Filter", "Filtrer";
        ClearFilter: "Remove filter {0}", "Retirer le filtre {0}";
        SaveView: "Save view", "Enregistrer la vue";
        ViewName: "Name of the view", "Nom de la vue";
        Views: "Views", "Vues";
        Find: "Find in the table", "Chercher dans le tableau";
        PasteSheet: "Paste from a sheet", "Coller depuis un tableur";
        PasteHint: "Copy rows in your spreadsheet, then paste them here. A first row with column names decides where they go; without one they fill from the active cell.",
            "Copiez des lignes dans votre tableur, puis collez-les ici. Une première ligne avec les noms de colonnes décide de leur place ; sans elle, elles remplissent à partir de la cellule active.";
        PasteArea: "Rows from the spreadsheet", "Lignes du tableur";
        PastePreview: "Pasted: {0} changed, {1} new, {2} not readable. Nothing is written before Apply.",
            "Collage : {0} modifiés, {1} nouveaux, {2} illisibles. Rien n’est écrit avant Appliquer.";
        PasteNothing: "Nothing of this can be pasted here. Give each column its name in the first row.",
            "Rien de cela ne peut être collé ici. Donnez à chaque colonne son nom dans la première ligne.";
        Selected: "{0} selected", "{0} sélectionnés";
        SelectAll: "Select all", "Tout sélectionner";
        SelectRow: "Select {0}", "Sélectionner {0}";
        BulkActions: "Actions on the selection", "Actions sur la sélection";
        ShiftDates: "Shift dates", "Décaler les dates";
        ShiftBy: "Days to shift by, such as 14 or −7", "Jours de décalage, par exemple 14 ou −7";
        ShiftWill: "Moves the forecast of {0 project|projects}", "Décale le prévu de {0 projet|projets}";
        SetField: "Set {0}", "Définir : {0}";
        SetWill: "Changes {0 record|records} in one step", "Modifie {0 élément|éléments} en une étape";
        ClearSelection: "Clear selection", "Vider la sélection";
        CopyRows: "Copy", "Copier";
        Copied: "Copied {0 row|rows}", "{0 ligne copiée|lignes copiées}";
        Expand: "Open group {0}", "Ouvrir le groupe {0}";
        Collapse: "Close group {0}", "Fermer le groupe {0}";
        CountProjects: "{0 project|projects}", "{0 projet|projets}";
        EmptyTitle: "No projects yet", "Aucun projet";
        EmptyHint: "Add one by hand, paste rows from a spreadsheet, or import a file.", "Ajoutez-en un à la main, collez des lignes d’un tableur ou importez un fichier.";
        AddOfType: "Add a project of a type, with its template", "Ajouter un projet d’un type, avec son modèle";
        EditRecord: "Edit in the form", "Modifier dans la fiche";
        OpenPage: "Open page", "Ouvrir la page";
        PreviousRecord: "Previous record", "Élément précédent";
        NextRecord: "Next record", "Élément suivant";
        NewRecord: "New {0}", "Nouveau : {0}";
        AddOne: "Add: {0}", "Ajouter : {0}";
        BackTo: "Back to {0}", "Revenir à {0}";
        ToFix: "{0} to fix", "{0} à corriger";
        SavedAtOnce: "Every change is kept at once", "Chaque modification est conservée aussitôt";
        Identity: "Identity", "Identité";
        People: "People and place", "Personnes et rattachement";
        Dates: "Dates", "Dates";
        Figures: "Figures", "Chiffres";
        Scheduling: "Schedule", "Ordonnancement";
        Odds: "Uncertainty and speeding up", "Incertitude et accélération";
        Texts: "Texts", "Textes";
        Other: "Other", "Autres";
        Density: "Row height", "Hauteur des lignes";
        Compact: "Compact", "Compact";
        DefaultRows: "Default", "Standard";
        GridKeys: "Arrows move, typing or Enter edits, Space selects, Ctrl and Enter open the form", "Flèches pour se déplacer, saisie ou Entrée pour modifier, Espace pour sélectionner, Ctrl et Entrée pour la fiche";
    }
}
