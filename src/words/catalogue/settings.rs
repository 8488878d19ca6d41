use crate::words::words;

words! {
    /// Settings.
    Settings {
        You: "You", "Vous";
        YouHint: "kept in this browser, not in the portfolio", "gardé dans ce navigateur, hors du portefeuille";
        Language: "Language", "Langue";
        LangSystem: "As the browser", "Comme le navigateur";
        LangEn: "English", "English";
        LangFr: "Français", "Français";
        Theme: "Theme", "Thème";
        ThemeSystem: "As the system", "Comme le système";
        ThemeLight: "Light", "Clair";
        ThemeDark: "Dark", "Sombre";
        Density: "Row height", "Hauteur des lignes";
        Compact: "Compact", "Compacte";
        Default: "Default", "Normale";
        Comfortable: "Comfortable", "Confortable";
        LetterKeys: "Single-letter shortcuts", "Raccourcis à une lettre";
        Author: "Your name under edits", "Votre nom sous les modifications";
        Portfolio: "Portfolio", "Portefeuille";
        PortfolioHint: "part of the portfolio, undoable", "fait partie du portefeuille, annulable";
        NoneOpen: "The settings of a portfolio stand here once it is open.", "Les réglages d’un portefeuille apparaissent ici dès qu’il est ouvert.";
        StatusRules: "Status rules", "Règles de météo";
        StatusRulesHint: "limits are inclusive; recommended values until you change them", "limites incluses\u{202f}; valeurs recommandées tant que vous ne les changez pas";
        Axis: "Axis", "Axe";
        AllTypes: "All project types", "Tous les types de projet";
        Weekdays: "Mon Tue Wed Thu Fri Sat Sun", "lun. mar. mer. jeu. ven. sam. dim.";
        InForce: "What counts is the status kept with a reason until it expires, else the declared one while its report is fresh, else the computed one. Declared and computed are both kept and both shown.", "Ce qui compte est la météo maintenue avec un motif jusqu’à son échéance, sinon celle déclarée tant que le rapport est récent, sinon celle calculée. Déclarée et calculée sont toutes deux gardées et affichées.";
        ComputedNow: "Computed by these rules now", "Calculé par ces règles à présent";
        RiskRule: "The highest open risk: green below a score of 10, amber when a high one has an owner and a plan, red when not or from 16.", "Le plus fort risque ouvert\u{202f}: vert sous un score de 10, orange si un risque élevé a un porteur et un plan, rouge sinon ou dès 16.";
        RecommendedAre: "Recommended, green / amber: {0}", "Recommandé, vert / orange\u{202f}: {0}";
        LimitsCrossed: "An amber limit is below the green one: nothing is amber then. Raise it, or lower the green one.", "Une limite orange est sous la verte\u{202f}: rien n’est alors orange. Relevez-la, ou abaissez la verte.";
        WorkingDays: "{0} working days", "{0} jours ouvrés";
        BackToRecommended: "Back to recommended", "Revenir aux valeurs recommandées";
        AddTypeRule: "Rule for a project type", "Règle pour un type de projet";
        TimeRule: "Slip of the forecast finish against the baseline, in working days. Green when the days or the share of the baseline duration are within the first limit; amber when both are within the second; red above, or when a committed milestone is missed.", "Glissement de la fin prévue par rapport à la référence, en jours ouvrés. Vert si les jours ou la part de la durée de référence respectent la première limite\u{202f}; orange si les deux respectent la seconde\u{202f}; rouge au-delà, ou si un jalon engagé est manqué.";
        CostRule: "Landing above the revised budget, as a share of it.", "Dépassement de l’atterrissage sur le budget révisé, en part de celui-ci.";
        ProjectTypes: "Project types", "Types de projet";
        ProjectTypesHint: "a new project of a type starts with its template", "un nouveau projet d’un type commence avec son modèle";
        TypeName: "Name of the type", "Nom du type";
        AddType: "Add project type", "Ajouter un type de projet";
        NewType: "New type", "Nouveau type";
        NoTemplate: "No template yet: projects of this type start empty.", "Pas encore de modèle\u{202f}: les projets de ce type commencent vides.";
        TemplateRound: "These would wait for each other in a circle, or for what they are part of; in a project they wait for nothing: {0}", "Ces éléments s’attendraient en boucle, ou attendraient ce dont ils font partie\u{202f}; dans un projet ils n’attendent rien\u{202f}: {0}";
        Calendar: "Calendar", "Calendrier";
        OwnHolidays: "Own holidays", "Jours fériés propres";
        AddHoliday: "Add holiday", "Ajouter un jour férié";
        OwnHolidaysHint: "of the company or of one calendar; an extra working day beats a day off", "de l’entreprise ou d’un calendrier\u{202f}; un jour travaillé en plus l’emporte sur un jour de repos";
        Calendars: "Other calendars", "Autres calendriers";
        CalendarsHint: "for a unit, a person or a task, chosen in its form; what is empty is as above", "pour une unité, une personne ou une tâche, choisis dans sa fiche\u{202f}; ce qui est vide est comme ci-dessus";
        AddCalendar: "Add calendar", "Ajouter un calendrier";
        NewCalendar: "New calendar", "Nouveau calendrier";
        Freezes: "Freeze periods", "Périodes de gel";
        FreezesHint: "nothing goes into service then; milestones inside are shown", "aucune mise en service\u{202f}; les jalons qui y tombent sont signalés";
        AddFreeze: "Add freeze period", "Ajouter une période de gel";
        NewFreeze: "New freeze period", "Nouvelle période de gel";
        Date: "Date", "Date";
        CustomFields: "Custom fields of projects", "Champs personnalisés des projets";
        AddField: "Add field", "Ajouter un champ";
        NewField: "New field", "Nouveau champ";
        NoValue: "Default", "Par défaut";
    }
}
