use crate::words::words;

words! {
    /// The pages of a timeline on paper, and the dialog that prepares them.
    Print {
        Title: "Print", "Imprimer";
        Ask: "Print…", "Imprimer…";
        Paper: "Paper", "Papier";
        Turn: "Orientation", "Orientation";
        Landscape: "Landscape", "Paysage";
        Portrait: "Portrait", "Portrait";
        From: "First day", "Premier jour";
        To: "Last day", "Dernier jour";
        DaysHelp: "empty: everything", "vide\u{202f}: tout";
        NoDay: "Enter a day such as 16 Oct 2026", "Saisissez un jour, par exemple 16 oct. 2026";
        Scale: "Scale", "Échelle";
        Auto: "Few pages, months of 6 mm or more", "Peu de pages, mois d’au moins 6 mm";
        OneWide: "1 page wide", "1 page de large";
        Wide: "Several pages wide", "Plusieurs pages de large";
        PerWeek: "Millimetres for a week", "Millimètres par semaine";
        Pages: "Pages side by side", "Pages côte à côte";
        Millimetres: "Width of a week", "Largeur d’une semaine";
        NoPages: "Enter a whole number from 1 to 50", "Saisissez un nombre entier de 1 à 50";
        NoMillimetres: "Enter a number from 0.5 to 200", "Saisissez un nombre de 0,5 à 200";
        Columns: "Columns", "Colonnes";
        Unnamed: "Column {0}", "Colonne {0}";
        Preview: "Preview", "Aperçu";
        Before: "Previous page", "Page précédente";
        After: "Next page", "Page suivante";
        Sheets: "{0 page|pages}, {1} × {2}", "{0 page|pages}, {1} × {2}";
        TooMany: "{0} pages are too many to print at once (at most {1}): choose fewer days, a smaller scale, or show fewer rows", "{0} pages sont trop pour une impression (au plus {1})\u{202f}: choisissez moins de jours, une échelle plus petite ou affichez moins de lignes";
        SomeLate: "{0} of {1} {0|ends|end} after the baseline, {2} most: {3}", "{0} sur {1} {0|finit|finissent} après la référence, surtout {2}\u{202f}: {3}";
        NoneLate: "none of {0} ends after its baseline", "aucune des barres ({0}) ne finit après sa référence";
    }
}
