use crate::words::words;

words! {
    /// Plans from and to MS Project.
    MsProject {
        Heading: "A plan of another planner", "Un plan d’un autre outil";
        Hint: "{0 task|tasks}, {1 link|links}, {2 calendar|calendars}, {3 person or resource|people and resources}.",
            "{0 tâche|tâches}, {1 lien|liens}, {2 calendrier|calendriers}, {3 personne ou ressource|personnes et ressources}.";
        Split: "Make each summary of the first level a project of its own", "Faire de chaque récapitulatif du premier niveau un projet à part";
        TasksAdded: "tasks added", "tâches ajoutées";
        TasksChanged: "tasks changed", "tâches modifiées";
        Projects: "projects", "projets";
        Becomes: "Projects: {0}", "Projets\u{202f}: {0}";
        Gone: "{0 task came|tasks came} from this file before and {0 is|are} no longer in it. Nothing is removed here.",
            "{0 tâche venait|tâches venaient} de ce fichier et n’y {0 est|sont} plus. Rien n’est retiré ici.";
        LossTitle: "What has no place in Baton ({0})", "Ce qui n’a pas de place dans Baton ({0})";
        ExportLossTitle: "What has no place in the file ({0})", "Ce qui n’a pas de place dans le fichier ({0})";
        NothingLost: "Everything in the file has a place here.", "Tout ce que contient le fichier a sa place ici.";
        NothingLostOut: "Everything of the plan has a place in the file.", "Tout le plan a sa place dans le fichier.";
        NoticeTitle: "Values that cannot be read ({0})", "Valeurs illisibles ({0})";
        DifferenceTitle: "Dates that links and calendars would put elsewhere ({0})", "Dates que liens et calendriers placeraient ailleurs ({0})";
        DifferenceHint: "The dates of the file are kept. The calculated ones are only shown.", "Les dates du fichier sont gardées. Les dates calculées sont seulement montrées.";
        NoDifference: "Links, calendars and durations give the dates of the file.", "Liens, calendriers et durées donnent les dates du fichier.";
        Task: "Task", "Tâche";
        Recorded: "In the file", "Dans le fichier";
        Calculated: "Calculated", "Calculé";
        Cause: "Cause", "Cause";
        Sort: "What", "Quoi";
        Number: "How many", "Combien";
        Elements: "Where", "Où";
        Value: "Value", "Valeur";
        More: "{0} more", "{0} de plus";
        Apply: "Import the plan", "Importer le plan";
        Export: "Export for MS Project", "Exporter pour MS Project";
        Ask: "MS Project or calendar…", "MS Project ou calendrier…";
        ExportTitle: "Plans for other programs", "Plans pour d’autres programmes";
        ExportHint: "MS Project XML, which MS Project and most other planners open. Taken back into Baton, it changes nothing.",
            "XML de MS Project, que MS Project et la plupart des autres outils ouvrent. Repris dans Baton, il ne change rien.";
        Calendar: "Milestones as a calendar", "Jalons en calendrier";
        WhichProjects: "Projects to export", "Projets à exporter";
        AllProjects: "All projects ({0})", "Tous les projets ({0})";
    }
}
