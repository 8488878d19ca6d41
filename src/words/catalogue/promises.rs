use crate::words::words;

words! {
    /// The map of dependencies between projects and units.
    Promises {
        Title: "Dependencies", "Adhérences";
        Head: "Who gives to whom", "Qui donne à qui";
        Hint: "From giver to taker. A thick dashed line is late; its label says by how much. Enter opens a group, arrows follow the lines.", "Du donneur au preneur. Un trait épais en tirets est en retard\u{202f}; son libellé dit de combien. Entrée ouvre un groupe, les flèches suivent les traits.";
        By: "Group by", "Regrouper par";
        ByUnit: "Unit", "Unité";
        ByProgramme: "Programme", "Programme";
        LateOnly: "Late only", "En retard seules";
        Giver: "Gives", "Donne";
        Taker: "Takes", "Prend";
        Anyone: "Anyone", "Tous";
        NoGroup: "Without group", "Sans groupe";
        NodeLate: ", {0} given late, {1} taken late", ", {0} données en retard, {1} prises en retard";
        Counts: "gives {0} · takes {1}", "donne {0} · prend {1}";
        LateEdge: "{0} of {1} late, up to {2} d", "{0} sur {1} en retard, jusqu’à {2} j";
        Inside: "{0 dependency lies|dependencies lie} inside a group: open it to see them.", "{0 adhérence est|adhérences sont} à l’intérieur d’un groupe\u{202f}: ouvrez-le pour les voir.";
        OpenAll: "Open all groups", "Ouvrir tous les groupes";
        CloseAll: "Close all groups", "Fermer tous les groupes";
        List: "Promises", "Promesses";
        ListCount: "{0 promise|promises}, {1} late", "{0 promesse|promesses}, dont {1} en retard";
        HeadWhat: "What", "Quoi";
        HeadGiver: "Giver", "Donneur";
        HeadTaker: "Taker", "Preneur";
        HeadPromised: "Promised", "Promis";
        HeadExpected: "Expected", "Attendu";
        HeadNeeded: "Needed", "Nécessaire";
        HeadRoom: "Late or room", "Retard ou marge";
        Late: "{0 day|days} late", "{0 jour|jours} de retard";
        Room: "{0 day|days} of room", "{0 jour|jours} de marge";
        OnTheDay: "on the day", "le jour même";
        Unknown: "no dates", "sans dates";
        More: "and {0} more", "et {0} de plus";
        Reliable: "How units keep their promises", "Comment les unités tiennent leurs promesses";
        ReliableHint: "Of promises to other units whose day has come, those handed over by it. A figure of the unit, of no person.", "Parmi les promesses à d’autres unités dont le jour est venu, celles tenues à ce jour. Un chiffre de l’unité, d’aucune personne.";
        HeadUnit: "Unit", "Unité";
        HeadDue: "Due", "Échues";
        HeadKept: "Kept", "Tenues";
        HeadShare: "Reliability", "Fiabilité";
        TooFew: "fewer than 5 due: too few to tell", "moins de 5 échues\u{202f}: trop peu pour conclure";
        NoUnit: "Without unit", "Sans unité";
        Empty: "No dependency yet", "Aucune adhérence";
        EmptyHint: "A dependency says what one project gives to another and by when. Add it in the plan of the project that waits, under Milestones.", "Une adhérence dit ce qu’un projet donne à un autre et pour quand. Ajoutez-la dans le plan du projet qui attend, sous Jalons.";
        NoneFits: "No dependency fits the filters", "Aucune adhérence ne correspond aux filtres";
    }
}
