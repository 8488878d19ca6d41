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
        Live: "{0} kept with {1}, P80 {2}", "{0} tenu à {1}, P80 {2}";
    }
}
