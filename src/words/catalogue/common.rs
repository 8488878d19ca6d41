use crate::words::words;

words! {
    /// Words of every screen.
    Common {
        Open: "Open", "Ouvrir";
        Close: "Close", "Fermer";
        Cancel: "Cancel", "Annuler";
        Apply: "Apply", "Appliquer";
        Save: "Save", "Enregistrer";
        Add: "Add", "Ajouter";
        Edit: "Edit", "Modifier";
        Delete: "Delete", "Supprimer";
        Rename: "Rename", "Renommer";
        Duplicate: "Duplicate", "Dupliquer";
        Undo: "Undo", "Annuler l’action";
        Redo: "Redo", "Rétablir";
        Filter: "Filter", "Filtrer";
        Group: "Group", "Regrouper";
        Sort: "Sort", "Trier";
        Colour: "Colour", "Couleur";
        Columns: "Columns", "Colonnes";
        Export: "Export", "Exporter";
        Import: "Import", "Importer";
        Print: "Print", "Imprimer";
        ShowAsTable: "Show as table", "Afficher en tableau";
        None: "None", "Aucun";
        All: "All", "Tous";
        Yes: "Yes", "Oui";
        No: "No", "Non";
        Today: "Today", "Aujourd’hui";
        Project: "Project", "Projet";
        Projects: "Projects", "Projets";
        Unit: "Unit", "Unité";
        Programme: "Programme", "Programme";
        Done: "Done", "Avancement";
        Finish: "Finish", "Fin";
        Slip: "Slip, d", "Glissement, j";
        Approved: "Approved", "Approuvé";
        Forecast: "Forecast", "Prévu";
        Committed: "Committed", "Engagé";
        Consumed: "Consumed", "Consommé";
        Baseline: "Baseline", "Référence";
        Green: "Green", "Vert";
        Amber: "Amber", "Orange";
        Red: "Red", "Rouge";
        NotReported: "Not reported", "Non renseigné";
        Complete: "Complete", "Terminé";
        NoResult: "Nothing matches these filters", "Aucun résultat avec ces filtres";
        RemoveFilters: "Remove filters", "Retirer les filtres";
        Reset: "Reset", "Réinitialiser";
        Search: "Search", "Rechercher";
        More: "More", "Plus";
        Next: "Next", "Suivant";
        Month: "Month", "Mois";
        Loading: "Loading", "Chargement";
    }
}
