use crate::words::words;

words! {
    /// The timeline: its head, its key, and the sentences that say a bar in words.
    Timeline {
        Quarter: "Q{q}", "T{q}";
        Week: "W{w}", "S{w}";
        DaysShort: "{n} d", "{n} j";
        Range: "{from} to {to}", "{from} au {to}";
        Done: "{n}% done", "{n}\u{202f}% réalisé";
        LateOne: "{n} day after baseline", "{n} jour après la référence";
        LateMany: "{n} days after baseline", "{n} jours après la référence";
        EarlyOne: "{n} day before baseline", "{n} jour avant la référence";
        EarlyMany: "{n} days before baseline", "{n} jours avant la référence";
        NoDates: "no dates", "sans dates";
        Green: "Green", "Vert";
        Amber: "Amber", "Orange";
        Red: "Red", "Rouge";
        NotReported: "Not reported", "Non renseigné";
        Complete: "Complete", "Terminé";
        GreenLetter: "G", "V";
        AmberLetter: "A", "O";
        RedLetter: "R", "R";
        NotReportedLetter: "N", "N";
        CompleteLetter: "C", "T";
        Lane: "{name}, {n}", "{name}, {n}";
        Likely: "P50 {p50}, P80 {p80}", "P50 {p50}, P80 {p80}";
        Table: "Timeline", "Frise chronologique";
        BarColumn: "Bar", "Barre";
        Today: "Today", "Aujourd’hui";
        Gate: "gate {name} {date}", "jalon décisionnel {name} {date}";
        Milestone: "milestone {name} {date}", "jalon {name} {date}";
        Page: "Page {n} of {count}", "Page {n} sur {count}";
        PageRows: "rows {from} to {to} of {count}", "lignes {from} à {to} sur {count}";
        LegendProgress: "done, to do", "réalisé, à faire";
        LegendLikely: "finish by odds: P50, P80", "fin probable\u{202f}: P50, P80";
        LegendSlip: "slip", "glissement";
        LegendBaseline: "baseline", "référence";
        LegendPassed: "gate passed", "jalon franchi";
        LegendAhead: "gate ahead", "jalon à venir";
        LegendLink: "dependency", "dépendance";
        LegendBroken: "dependency broken by slip", "dépendance rompue par le glissement";
    }
}
