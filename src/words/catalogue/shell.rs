use crate::words::words;

words! {
    /// The frame around every screen: rail, bar, palette, notices, first run.
    Shell {
        AppName: "Baton", "Baton";
        Steer: "Steer", "Piloter";
        Portfolio: "Portfolio", "Portefeuille";
        DataGroup: "Data", "Données";
        Pinned: "Pinned", "Épinglés";
        Cockpit: "Cockpit", "Tableau de bord";
        Roadmap: "Roadmap", "Feuille de route";
        Status: "Status", "Météo";
        Projects: "Projects", "Projets";
        Programmes: "Programmes", "Programmes";
        Units: "Units", "Unités";
        Objectives: "Objectives & KPIs", "Objectifs et indicateurs";
        Import: "Import", "Importer";
        Data: "Data & backups", "Données et sauvegardes";
        Settings: "Settings", "Réglages";
        Keys: "Keyboard shortcuts", "Raccourcis clavier";
        SearchOrRun: "Search or run", "Chercher ou lancer";
        SkipToContent: "Skip to content", "Aller au contenu";
        MainNavigation: "Main navigation", "Navigation principale";
        CollapseRail: "Collapse the rail", "Réduire le menu";
        ExpandRail: "Expand the rail", "Déployer le menu";
        SwitchPortfolio: "Switch portfolio", "Changer de portefeuille";
        Saved: "Saved", "Enregistré";
        Saving: "Saving", "Enregistrement";
        NotSaved: "Not saved", "Non enregistré";
        MemoryOnly: "Nothing is being saved", "Rien n’est enregistré";
        ReadOnly: "Read only", "Lecture seule";
        ReadOnlyRefusal: "This portfolio was written by a newer version and is open for reading only. Export it or open it with the newer version to edit.",
            "Ce portefeuille vient d’une version plus récente et n’est ouvert qu’en lecture. Exportez-le ou ouvrez-le avec la version plus récente pour le modifier.";
        NotFound: "No page has this address", "Aucune page à cette adresse";
        NotFoundHint: "The link may be old or mistyped. The cockpit shows the whole portfolio.", "Le lien est peut-être ancien ou mal saisi. Le tableau de bord montre tout le portefeuille.";
        FirstTitle: "Steer your portfolio from one tab", "Pilotez votre portefeuille depuis un onglet";
        FirstLead: "Everything stays in this browser. No account, no server.", "Tout reste dans ce navigateur. Ni compte, ni serveur.";
        OpenSample: "Open the sample portfolio", "Ouvrir le portefeuille d’exemple";
        OpenSampleHint: "24 projects of a made-up cloud company, ready to explore", "24 projets d’une entreprise fictive, prêts à explorer";
        StartBlank: "Start with an empty portfolio", "Commencer avec un portefeuille vide";
        StartBlankHint: "Add projects by hand or paste them from a spreadsheet", "Ajoutez des projets à la main ou collez-les depuis un tableur";
        ImportFile: "Import a file", "Importer un fichier";
        ImportFileHint: "CSV of any layout, or a Baton JSON file", "CSV de toute forme, ou fichier JSON de Baton";
        DropHint: "Or drop a file anywhere on this page", "Ou déposez un fichier n’importe où sur cette page";
        DropHere: "Drop the file to import it", "Déposez le fichier pour l’importer";
        SampleFailed: "The sample portfolio could not be read. Check that sample.json lies beside index.html, then try again.", "Le portefeuille d’exemple n’a pas pu être lu. Vérifiez que sample.json se trouve à côté de index.html, puis réessayez.";
        NewPortfolio: "New portfolio", "Nouveau portefeuille";
        PaletteTitle: "Search and commands", "Recherche et commandes";
        PaletteHint: "Type a name, a code or a command", "Saisissez un nom, un code ou une commande";
        PaletteEmpty: "Nothing matches “{0}”", "Aucun résultat pour « {0} »";
        GroupPlaces: "Places", "Pages";
        GroupActions: "Actions", "Actions";
        GroupRecords: "Records", "Fiches";
        AddProject: "Add project", "Ajouter un projet";
        ToggleTheme: "Switch light and dark", "Basculer clair et sombre";
        SwitchLanguage: "Passer en français", "Switch to English";
        ExportJson: "Export as JSON", "Exporter en JSON";
        Notices: "Messages", "Messages";
        KeysGeneral: "Everywhere", "Partout";
        KeysGo: "Go to", "Aller à";
        KeysTable: "In tables and timelines", "Dans les tableaux et la frise";
        KeysTime: "On the timeline", "Sur la frise";
    }
}
