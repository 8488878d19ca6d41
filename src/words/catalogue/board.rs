use crate::words::words;

words! {
    /// The board of tasks.
    Board {
        Title: "Board", "Tableau";
        Todo: "To do", "À faire";
        Doing: "Doing", "En cours";
        Blocked: "Blocked", "Bloqué";
        Done: "Done", "Terminé";
        Owner: "Owner", "Responsable";
        Everybody: "Everybody", "Tous";
        Sprint: "Sprint", "Sprint";
        AllSprints: "All", "Tous";
        NoSprint: "No sprint", "Sans sprint";
        Lanes: "Lanes by sprint", "Lignes par sprint";
        Find: "Filter by name", "Filtrer par nom";
        NewSprint: "New sprint", "Nouveau sprint";
        EditSprint: "Edit {0}", "Modifier {0}";
        Close: "Close {0}", "Clore {0}";
        CloseSays: "Close {0}: {1 unfinished task goes|unfinished tasks go} to {2}", "Clore {0}\u{202f}: {1 tâche inachevée passe|tâches inachevées passent} à {2}";
        ANewSprint: "a new sprint", "un nouveau sprint";
        DoneOf: "{0} of {1} done", "{0} sur {1} faites";
        DaysLeft: "{0 working day|working days} left", "{0 jour ouvré restant|jours ouvrés restants}";
        Over: "over", "terminé";
        Limit: "At most", "Maximum";
        LimitHelp: "Tasks that may be under way at once", "Tâches menées de front au maximum";
        OverLimit: "{0} over the limit", "{0} de trop";
        NoCard: "No task", "Aucune tâche";
        MoreCards: "{0 more task|more tasks}", "{0 tâche de plus|tâches de plus}";
        Card: "What to do with {0}", "Actions pour {0}";
        MoveTo: "Move to {0}", "Passer à {0}";
        IntoSprint: "Into {0}", "Dans {0}";
        OutOfSprint: "Out of its sprint", "Hors du sprint";
        Open: "Open the form", "Ouvrir la fiche";
        ColumnName: "{0}, {1 task|tasks}", "{0}, {1 tâche|tâches}";
        Overdue: "{0 day|days} overdue", "{0 jour|jours} de retard";
        BehindDeadline: "{0 day|days} after its deadline", "{0 jour|jours} après l’échéance";
        BehindBaseline: "{0 day|days} later than planned", "{0 jour|jours} après la référence";
        Moved: "{0}: {1}", "{0}\u{202f}: {1}";
        Began: "began {0}", "commencée le {0}";
        Finished: "finished {0}, 100% done", "terminée le {0}, faite à 100\u{202f}%";
        Reopened: "its actual dates and progress are open again", "ses dates réelles et son avancement sont de nouveau ouverts";
        Next: "Next actions", "Prochaines actions";
        NextCount: "{0 person can|people can} begin something now", "{0 personne peut|personnes peuvent} commencer maintenant";
        NextNothing: "nothing can begin now", "rien ne peut commencer";
        NextNone: "Nothing can begin now: what is left waits for other tasks, is under way or is blocked.", "Rien ne peut commencer\u{202f}: le reste attend d’autres tâches, est en cours ou bloqué.";
        NextHint: "All that these tasks wait for is there. The first of each owner.", "Tout ce que ces tâches attendent est là. La première de chaque responsable.";
        NextMore: "and {0} more", "et {0} de plus";
        Nobody: "Nobody named", "Personne";
        Begin: "Begin", "Commencer";
        Empty: "No task yet", "Aucune tâche";
        EmptyHint: "Tasks of the plan stand here by their state: add some in the plan, then move their cards.", "Les tâches du plan se rangent ici selon leur état\u{202f}: ajoutez-en dans le plan, puis déplacez leurs cartes.";
        NoneFits: "No task fits the filters", "Aucune tâche ne correspond aux filtres";
        Keys: "Ctrl with the left or right arrow moves a card, M opens its menu.", "Ctrl et flèche gauche ou droite déplacent une carte, M ouvre son menu.";
    }
}
