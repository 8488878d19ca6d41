use crate::words::words;

words! {
    /// Import of files.
    Import {
        Title: "Import", "Importer";
        ChooseTitle: "Choose a file", "Choisissez un fichier";
        ChooseHint: "A table of projects as CSV, in any layout, a plan as MS Project XML, Primavera XER or GanttProject .gan, or a portfolio saved by Baton as JSON. Nothing changes before you apply it. At most 32 MB; 96 MB where Baton saved it.",
            "Un tableau de projets en CSV, de toute forme, un plan en XML de MS Project, XER de Primavera ou .gan de GanttProject, ou un portefeuille enregistré par Baton en JSON. Rien ne change avant que vous l’appliquiez. 32 Mo au plus\u{202f}; 96 Mo si Baton l’a enregistré.";
        Choose: "Choose a file", "Choisir un fichier";
        ChooseAnother: "Choose another file", "Choisir un autre fichier";
        DropHere: "or drop it here", "ou déposez-le ici";
        Reading: "Reading the file", "Lecture du fichier";
        StopReading: "Stop", "Arrêter";
        TooLarge: "{0} is {1}, and {2} is the most. Split the table, or leave out rows and columns that are not needed.",
            "{0} fait {1}, et {2} est le maximum. Divisez le tableau, ou retirez les lignes et colonnes inutiles.";
        Unreadable: "{0} could not be read from the disk. Close it in other programs and choose it again.",
            "{0} n’a pas pu être lu sur le disque. Fermez-le dans les autres programmes et choisissez-le à nouveau.";
        EmptyFile: "{0} holds no rows below its headings. Check that it is the right file, or that the right sheet was exported.",
            "{0} ne contient aucune ligne sous ses en-têtes. Vérifiez que c’est le bon fichier, ou que la bonne feuille a été exportée.";
        TooManyRows: "{0} holds {1} records, and 20,000 is the most. Split the table into several files.",
            "{0} contient {1} fiches, et 20 000 est le maximum. Divisez le tableau en plusieurs fichiers.";
        StepFile: "File", "Fichier";
        StepColumns: "Columns", "Colonnes";
        StepPreview: "Preview", "Aperçu";
        FileHint: "How the file was read. Change it if the samples below look wrong.", "Comment le fichier a été lu. Changez-le si les exemples ci-dessous semblent faux.";
        Encoding: "Encoding", "Encodage";
        Delimiter: "Between cells", "Entre les cellules";
        Comma: "Comma", "Virgule";
        Semicolon: "Semicolon", "Point-virgule";
        Tab: "Tab", "Tabulation";
        Bar: "Vertical bar", "Barre verticale";
        Layout: "Layout", "Disposition";
        LayoutRows: "One project per row", "Un projet par ligne";
        LayoutColumns: "One project per column", "Un projet par colonne";
        HeaderRow: "Headings in row", "En-têtes en ligne";
        HeaderColumn: "Headings in column", "En-têtes en colonne";
        Unusual: "Few headings were understood: check layout, delimiter and encoding.", "Peu d’en-têtes ont été compris\u{202f}: vérifiez disposition, séparateur et encodage.";
        Lost: "{0} letters cannot be read in this encoding. Choose another one.", "{0} caractères sont illisibles dans cet encodage. Choisissez-en un autre.";
        Ragged: "{0 record has|records have} more or fewer cells than there are headings.", "{0 fiche a|fiches ont} plus ou moins de cellules que d’en-têtes.";
        ColumnsHint: "What each column means. {0} of {1} are taken over.", "Ce que signifie chaque colonne. {0} sur {1} sont reprises.";
        InFile: "In the file", "Dans le fichier";
        Samples: "Samples", "Exemples";
        Becomes: "Becomes", "Devient";
        Details: "How it is read", "Comment c’est lu";
        BecomesOf: "What {0} becomes", "Ce que devient {0}";
        Check: "Check this", "À vérifier";
        Ignored: "Left out", "Laissée de côté";
        NewField: "New field of its own", "Nouveau champ personnalisé";
        OwnField: "Own field: {0}", "Champ personnalisé\u{202f}: {0}";
        Rating: "Delivery confidence rating", "Avis de confiance";
        RatingComment: "Comment of the rating", "Commentaire de l’avis";
        Rater: "Rated by", "Avis de";
        StatusOverall: "Declared status: overall", "Statut déclaré\u{202f}: global";
        StatusAxis: "Declared status: {0}", "Statut déclaré\u{202f}: {0}";
        StatusComment: "Summary of the status report", "Synthèse du rapport";
        Budget: "Budget: {0}", "Budget\u{202f}: {0}";
        BudgetNote: "Budget: remark", "Budget\u{202f}: remarque";
        FiscalYear: "Fiscal year of the amounts", "Exercice des montants";
        Scale: "Amounts are in", "Montants en";
        ScaleOne: "{0}", "{0}";
        ScaleThousand: "thousands of {0}", "milliers de {0}";
        ScaleMillion: "millions of {0}", "millions de {0}";
        ScaleBillion: "thousands of millions of {0}", "milliards de {0}";
        YearEnding: "fiscal year to {0}", "exercice clos en {0}";
        Dates: "Order of days", "Ordre des dates";
        DayFirst: "day, month, year", "jour, mois, année";
        MonthFirst: "month, day, year", "mois, jour, année";
        FirstMonth: "Fiscal year begins in", "L’exercice commence en";
        DayOfFile: "Day the ratings and reports speak of", "Jour dont parlent avis et rapports";
        DayHelp: "Such as 31 March 2022; may stay empty", "Par exemple 31 mars 2022\u{202f}; peut rester vide";
        NotADay: "Enter a day, such as 2022-03-31.", "Saisissez un jour, par exemple 31/03/2022.";
        Adopt: "Take currency and fiscal year into the settings", "Reprendre devise et exercice dans les réglages";
        Added: "projects added", "projets ajoutés";
        Changed: "projects changed", "projets modifiés";
        Same: "already so", "déjà à jour";
        Skipped: "records left out", "fiches laissées de côté";
        AlsoAdded: "Also added: {0}", "Aussi ajoutés\u{202f}: {0}";
        CountOf: "{0} {1}", "{0} {1}";
        NoProblems: "Every cell was understood.", "Chaque cellule a été comprise.";
        LosesTab: "Not taken over", "Non repris";
        NotesTab: "Good to know", "À savoir";
        Row: "Row", "Ligne";
        Column: "Column", "Colonne";
        Cell: "Cell", "Cellule";
        What: "What to do", "Que faire";
        MoreProblems: "{0} more like these. Correct the file and choose it again to see them go.", "{0} autres du même genre. Corrigez le fichier et choisissez-le à nouveau pour les voir disparaître.";
        NothingToDo: "The portfolio already holds everything in this file.", "Le portefeuille contient déjà tout ce fichier.";
        OneStep: "The import is one step: undo takes all of it back.", "L’import est une seule étape\u{202f}: annuler le retire en entier.";
        ApplyNew: "Import {0 project|projects}", "Importer {0 projet|projets}";
        Into: "Import into", "Importer dans";
        NewPortfolio: "A new portfolio, {0}", "Un nouveau portefeuille, {0}";
        OpenPortfolio: "The open portfolio, {0}", "Le portefeuille ouvert, {0}";
        IntoNew: "A new portfolio is made for it.", "Un nouveau portefeuille est créé pour l’accueillir.";
        DoneTitle: "{0} is imported", "{0} est importé";
        DoneCounts: "{0 project|projects} added, {1} changed, {2} already so.", "{0 projet ajouté|projets ajoutés}, {1 modifié|modifiés}, {2} déjà à jour.";
        DoneCells: "{0 cell was|cells were} not taken over.", "{0 cellule n’a pas été reprise|cellules n’ont pas été reprises}.";
        Failed: "The portfolio could not be made. Your file is untouched: try again.", "Le portefeuille n’a pas pu être créé. Votre fichier est intact\u{202f}: réessayez.";
        NativeTitle: "A portfolio saved by Baton", "Un portefeuille enregistré par Baton";
        NativeHint: "Opens beside your other portfolios. Nothing of them changes.", "S’ouvre à côté de vos autres portefeuilles. Rien n’y change.";
        NativeOpen: "Open as a new portfolio", "Ouvrir comme nouveau portefeuille";
        Records: "Records", "Fiches";
        Kind: "Kind", "Type";
        UnknownKept: "{0} fields and {1} records of a newer version are not shown, and kept in the file.", "{0} champs et {1} fiches d’une version plus récente ne sont pas affichés, et restent dans le fichier.";
        Dangling: "{0} references lead to records that are not in the file.", "{0} références mènent à des fiches absentes du fichier.";
        Miscounted: "The file says other numbers of records than it holds: it was cut or edited by hand.", "Le fichier annonce d’autres nombres de fiches\u{202f}: il a été coupé ou modifié à la main.";
        FaultsTitle: "{0} is not imported: {1} records are wrong", "{0} n’est pas importé\u{202f}: {1} fiches sont fausses";
        FaultsHint: "Nothing was changed. Correct these places in the file and choose it again.", "Rien n’a changé. Corrigez ces endroits dans le fichier et choisissez-le à nouveau.";
        Line: "Line", "Ligne";
        RecordWord: "Record", "Fiche";
        Field: "Field", "Champ";
    }
}
