use crate::words::words;

words! {
    /// The odds of a plan.
    Odds {
        Title: "Odds", "Probabilités";
        Hint: "Each task is drawn between its shortest and its longest, with what tasks have in common and with risks that may come. A date as late as P80 is kept by four draws in five.", "Chaque tâche est tirée entre sa durée la plus courte et la plus longue, avec ce qu’elles ont en commun et les risques possibles. Une date P80 est tenue par quatre tirages sur cinq.";
        HeadWhat: "Milestone", "Jalon";
        HeadPromise: "Promised", "Promis";
        HeadChance: "Chance", "Probabilité";
        Whole: "The project as a whole", "Le projet entier";
        Under: "under {0}%", "moins de {0}\u{202f}%";
        About: "{0}%", "{0}\u{202f}%";
        Over: "over {0}%", "plus de {0}\u{202f}%";
        Drawn: "{0} draws with a fixed seed: the same plan gives the same odds", "{0} tirages, graine fixe\u{202f}: le même plan donne les mêmes probabilités";
        Drawing: "Drawing: {0} of {1}", "Tirage\u{202f}: {0} sur {1}";
        Waiting: "The odds are drawn as soon as the plan rests", "Les probabilités sont tirées dès que le plan est au repos";
        Stopped: "Stopped; the next edit draws again", "Arrêté\u{202f}; la prochaine modification relance";
        Impossible: "This plan cannot be drawn: it has no task with a duration", "Ce plan ne peut être tiré\u{202f}: aucune tâche n’a de durée";
        Stop: "Stop", "Arrêter";
        Movers: "What moves the end most", "Ce qui décale le plus la fin";
        MoversHint: "Working days that the end comes earlier or later when this one goes well (one in ten) or badly (one in ten).", "Jours ouvrés d’avance ou de retard de la fin quand celui-ci va bien (un sur dix) ou mal (un sur dix).";
        HeadCause: "Cause", "Cause";
        HeadWell: "Goes well", "Va bien";
        HeadBadly: "Goes badly", "Va mal";
        HeadCritical: "Critical", "Critique";
        HeadBar: "Effect", "Effet";
        NoSpread: "No task says how long it takes at the shortest and the longest: every draw is the same. Open a task and enter both.", "Aucune tâche n’indique sa durée la plus courte et la plus longue\u{202f}: tous les tirages sont identiques. Ouvrez une tâche et saisissez les deux.";
        RuleP50: "One draw in two has finished this by {0}", "Un tirage sur deux l’a terminé le {0}";
        RuleP80: "Four draws in five have finished this by {0}", "Quatre tirages sur cinq l’ont terminé le {0}";
        RuleP90: "Nine draws in ten have finished this by {0}", "Neuf tirages sur dix l’ont terminé le {0}";
        RuleChance: "Promised for {0}: {1} of {2} draws finish by then", "Promis pour le {0}\u{202f}: {1} tirages sur {2} finissent d’ici là";
        RuleNoPromise: "Nothing was promised: it has neither a deadline nor a baseline", "Rien n’a été promis\u{202f}: ni échéance ni référence";
        RuleCritical: "The share of the draws in which this decides when a project ends", "La part des tirages où ceci décide de la fin d’un projet";
        RuleError: "Give or take {0} working days, as far as so many draws can tell", "À {0} jours ouvrés près, autant que ces tirages le permettent";
        RuleDraws: "{0} draws, seed {1}: the same plan gives the same odds", "{0} tirages, graine {1}\u{202f}: le même plan donne les mêmes probabilités";
        InputWhole: "The latest of all that is part of it, in each draw", "Le plus tardif de tout ce qui en fait partie, à chaque tirage";
        InputNone: "It has no shortest and longest duration of its own: it moves with what it waits for", "Sans durée la plus courte ni la plus longue, elle ne bouge qu’avec ce qu’elle attend";
        InputSpread: "Drawn between {0} and {1}, planned {2} ({3})", "Tirée entre {0} et {1}, prévue {2} ({3})";
        InputFactor: "Half of its luck is shared by all tasks with the cause “{0}”", "La moitié de sa chance est partagée par les tâches de cause «\u{202f}{0}\u{202f}»";
        InputRisks: "{0 open risk|open risks} may delay it", "{0 risque ouvert peut|risques ouverts peuvent} la retarder";
        Again: "Odds: being drawn again", "Probabilités\u{202f}: nouveau tirage";
        AgainOf: "Odds: being drawn again, {0} of {1}", "Probabilités\u{202f}: nouveau tirage, {0} sur {1}";
        Here: "Odds: {0} draws", "Probabilités\u{202f}: {0} tirages";
        HereStopped: "Odds: stopped; the next edit draws again", "Probabilités\u{202f}: arrêté\u{202f}; la prochaine modification relance";
        ExplainCell: "F2 on a figure tells where it comes from", "F2 sur un chiffre en donne l’origine";
        HeadEnd: "End of", "Fin de";
        EndsOf: "Ends of", "Fins de";
        Milestones: "Milestones", "Jalons";
        NoEnd: "Nothing lies ahead", "Rien à venir";
        Live: "{0} kept with {1}, P80 {2}", "{0} tenu à {1}, P80 {2}";
    }
}
