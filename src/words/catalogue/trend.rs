use crate::words::words;

words! {
    /// The milestone trend chart.
    Trend {
        Title: "Trend", "Tendance";
        Head: "Milestone trend", "Courbe à 45°";
        Hint: "What each report said of a date. A level line is a date that is kept; it has come where it meets the diagonal.", "Ce que chaque rapport disait d’une date. Une ligne plate est une date tenue\u{202f}; elle arrive où elle touche la diagonale.";
        Diagonal: "the day of the report", "jour du rapport";
        Lines: "Milestones", "Jalons";
        Finish: "Finish", "Fin";
        Summary: "Milestone trend: {0} of {1 date|dates} moved later since first reported, {2} of them report after report.", "Courbe à 45°\u{202f}: {0} sur {1 date repoussée|dates repoussées} depuis le premier rapport, dont {2} de rapport en rapport.";
        Climbing: "They slip report after report", "Ils glissent de rapport en rapport";
        Climbs: "“{0}”: later at each of the last {1} reports, by {2 day|days} in all. {3} was said, now {4}.", "«\u{202f}{0}\u{202f}»\u{202f}: repoussé à chacun des {1} derniers rapports, de {2 jour|jours} en tout. {3} annoncé, maintenant {4}.";
        NoneClimbs: "No date slips report after report.", "Aucune date ne glisse de rapport en rapport.";
        Rule: "Named from two reports in a row that each say a later date than the one before; now counts as the last.", "Cité à partir de deux rapports de suite disant chacun une date plus tardive\u{202f}; l’état actuel compte comme le dernier.";
        All: "All dates", "Toutes les dates";
        HeadStone: "Milestone", "Jalon";
        HeadProject: "Project", "Projet";
        HeadFirst: "First said", "Annoncé d’abord";
        HeadNow: "Now", "Maintenant";
        HeadMoved: "Moved, d", "Décalé de, j";
        HeadReports: "Reports", "Rapports";
        HeadReport: "Report", "Rapport";
        HeadDate: "Date said", "Date annoncée";
        Passed: "{0}, passed", "{0}, franchi";
        More: "and {0} more", "et {0} de plus";
        Empty: "No trend yet", "Pas encore de tendance";
        EmptyHint: "The trend begins with the second report: closing a round keeps the dates of the milestones as they stand.", "La tendance commence au deuxième rapport\u{202f}: clore une campagne garde les dates des jalons telles qu’elles sont.";
    }
}
