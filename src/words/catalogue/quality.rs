use crate::words::words;

words! {
    /// The quality of a schedule: the fourteen checks of the DCMA assessment under the practices of the GAO
    /// Schedule Assessment Guide (GAO-16-89G).
    Quality {
        Title: "Quality", "Qualité";
        Small: "Fewer than 20 open tasks: the shares say little, the lists still do", "Moins de 20 tâches ouvertes\u{202f}: les parts disent peu, les listes gardent leur sens";
        NoBaseline: "No task has a baseline: all tasks count, and what needs a baseline cannot be judged", "Aucune tâche n’a de référence\u{202f}: toutes comptent, et ce qui en demande une ne peut être jugé";
        Counted: "{0 open task|open tasks} counted: with a duration, no summaries, no level of effort", "{0 tâche ouverte comptée|tâches ouvertes comptées}\u{202f}: avec durée, sans récapitulatifs ni effort continu";
        Source: "DCMA 14-point assessment, GAO Schedule Assessment Guide (GAO-16-89G)", "Évaluation DCMA en 14 points, guide GAO d’évaluation des plannings (GAO-16-89G)";
        HeadCheck: "Check", "Contrôle";
        HeadResult: "Result", "Résultat";
        HeadLimit: "Limit", "Limite";
        HeadVerdict: "Verdict", "Verdict";
        Pass: "Within the limit", "Dans la limite";
        Fail: "Outside the limit", "Hors limite";
        Nothing: "Nothing to measure", "Rien à mesurer";
        AtMost: "at most {0}", "au plus {0}";
        AtLeast: "at least {0}", "au moins {0}";
        OutOf: "{0} of {1}", "{0} sur {1}";
        List: "{0 task offends|tasks offend}", "{0 tâche en cause|tâches en cause}";
        NoProject: "Tasks of no project", "Tâches sans projet";
        Days: "{0} working days", "{0} jours ouvrés";
        Repair: "Repair", "Réparer";
        RepairAll: "Repair {0}", "Réparer {0}";
        RepairTie: "Lets {1} wait for {0}", "Fait attendre {0} par {1}";
        RepairSet: "{0} becomes {1}", "{0} devient {1}";
        RepairEmpty: "{0} is emptied", "{0} est vidé";
        RepairTitle: "What the repair changes", "Ce que la réparation change";
        Logic: "Tasks without predecessor or successor", "Tâches sans prédécesseur ou sans successeur";
        Leads: "Links with a lead", "Liens avec avance";
        Lags: "Links with a lag", "Liens avec décalage";
        LinkTypes: "Links from finish to start", "Liens fin-début";
        HardConstraints: "Hard constraints", "Contraintes dures";
        HighFloat: "Float above 44 working days", "Marge de plus de 44 jours ouvrés";
        NegativeFloat: "Negative float", "Marge négative";
        HighDuration: "Longer than 44 working days", "Plus de 44 jours ouvrés";
        InvalidDates: "Dates on the wrong side of today", "Dates du mauvais côté d’aujourd’hui";
        Resources: "Tasks that nobody does", "Tâches que personne ne fait";
        MissedTasks: "Finished later than planned, or due and not done", "Finies après la référence, ou dues et non faites";
        CriticalPath: "A delay on the critical path arrives at the end", "Un retard sur le chemin critique arrive à la fin";
        CriticalPathLength: "Critical path length index", "Indice de longueur du chemin critique";
        BaselineExecution: "Baseline execution index", "Indice d’exécution de la référence";
        Capture: "All activities captured", "Toutes les activités saisies";
        Sequence: "All activities sequenced", "Toutes les activités ordonnées";
        Assign: "Resources assigned", "Ressources affectées";
        Durations: "Durations established", "Durées établies";
        Traceability: "Traceable up and across", "Traçable de haut en bas et de côté";
        ValidPath: "Critical path valid", "Chemin critique valide";
        Float: "Float reasonable", "Marges raisonnables";
        RiskAnalysis: "Schedule risk analysed", "Risque du planning analysé";
        Update: "Updated with progress", "Mis à jour selon l’avancement";
        Baseline: "Baseline maintained", "Référence tenue";
    }
}
