use crate::words::words;

words! {
    /// What the figures of the pages follow from: rule, inputs, source.
    Facts {
        SumOf: "Sum of “{0}” over all budget lines.", "Somme de «\u{202f}{0}\u{202f}» sur toutes les lignes budgétaires.";
        SumRevised: "Sum of the revised amounts; a line without one counts with its approved amount.", "Somme des montants révisés\u{202f}; une ligne sans montant révisé compte pour son montant approuvé.";
        ShareOfBudget: "{0} of the revised budget of {1}.", "{0} du budget révisé de {1}.";
        Landing: "Consumed in the periods that ended, plus the forecast of the others; without a forecast the revised or approved amount counts.", "Consommé des périodes closes, plus le prévu des autres\u{202f}; sans prévu, le montant révisé ou approuvé compte.";
        LandingInputs: "{0} consumed so far and {1} still to come.", "{0} consommés à ce jour et {1} à venir.";
        Variance: "{0} landing − {1} revised budget = {2}.", "{0} d’atterrissage − {1} de budget révisé = {2}.";
        Available: "{0} revised budget − {1} committed = {2}: what can still be ordered.", "{0} de budget révisé − {1} engagés = {2}\u{202f}: ce qui peut encore être commandé.";
        ToComplete: "{0} landing − {1} consumed = {2}: the estimate to complete.", "{0} d’atterrissage − {1} consommés = {2}\u{202f}: le reste à faire.";
        FromLines: "Source: {0} budget lines of this project, as of {1}.", "Source\u{202f}: {0} lignes budgétaires du projet, au {1}.";
        NoLines: "No budget line yet: nothing to sum.", "Aucune ligne budgétaire\u{202f}: rien à sommer.";
        FromField: "Source: the field “{0}” of this project.", "Source\u{202f}: le champ «\u{202f}{0}\u{202f}» du projet.";
        PhaseRule: "The phase as entered, and the next gate of the plan that is not passed.", "La phase saisie et la prochaine revue du plan non franchie.";
        FinishRule: "The actual finish, else the forecast, else the first plan, else the baseline.", "La fin réelle, sinon la prévision, sinon le premier plan, sinon la référence.";
        SlipInputs: "{0} − {1} baseline = {2} calendar days, {3} working days.", "{0} − {1} de référence = {2} jours calendaires, {3} jours ouvrés.";
        NoSlip: "Without a baseline finish and a forecast the slip cannot be measured.", "Sans fin de référence ni prévision, le glissement n’est pas mesurable.";
        DoneTyped: "Physical progress as entered.", "Avancement physique saisi.";
        DoneStones: "No progress was entered: the share of milestones and gates that are passed.", "Aucun avancement saisi\u{202f}: part des jalons et revues franchis.";
        DonePlanned: "{0} should be done by {1}: working days of the baseline that are behind, over all of them.", "{0} attendus au {1}\u{202f}: jours ouvrés écoulés de la référence, sur leur total.";
        GroupStatus: "Projects by the status in force, worst first. Each project explains its own.", "Projets par météo en vigueur, la plus grave d’abord. Chaque projet explique la sienne.";
        GroupDone: "Mean progress of the projects, weighted by their revised budget.", "Avancement moyen des projets, pondéré par leur budget révisé.";
        GroupSum: "Sum over the projects; each counts as on its own page.", "Somme sur les projets\u{202f}; chacun compte comme sur sa page.";
        GroupVariance: "(landing − revised budget) ÷ revised budget, over all projects.", "(atterrissage − budget révisé) ÷ budget révisé, sur tous les projets.";
        GroupFinish: "The latest finish of the projects: actual, else forecast, else planned.", "La fin la plus tardive des projets\u{202f}: réelle, sinon prévue, sinon planifiée.";
        GroupSlip: "The largest slip of the projects, forecast − baseline in calendar days.", "Le plus grand glissement des projets, prévu − référence en jours calendaires.";
        GroupMeanSlip: "Their mean, weighted by budget: {0}. {1} of {2} with a baseline are on plan.", "Leur moyenne, pondérée par le budget\u{202f}: {0}. {1} sur {2} avec référence sont à l’heure.";
        GroupLate: "Milestones and gates not passed whose day is behind or forecast after the baseline.", "Jalons et revues non franchis dont la date est passée ou prévue après la référence.";
        GroupFrom: "Source: {0 project|projects}, as of {1}.", "Source\u{202f}: {0 projet|projets}, au {1}.";
        ProjectSlip: "Forecast finish − baseline finish in calendar days.", "Fin prévue − fin de référence en jours calendaires.";
        CarriedOver: "What the fiscal years that have ended were approved and did not consume; below zero they consumed more.", "Ce que les exercices clos avaient d’approuvé et n’ont pas consommé\u{202f}; négatif s’ils ont consommé plus.";
        ProjectVariance: "(landing − revised budget) ÷ revised budget.", "(atterrissage − budget révisé) ÷ budget révisé.";
        FrozenSlip: "Working days between the baseline finish and the forecast, as of the day the round was closed.", "Jours ouvrés entre la fin de référence et la prévision, au jour de clôture de la campagne.";
        StoneSlip: "The day passed or forecast − the day of the baseline, in calendar days.", "Jour franchi ou prévu − jour de référence, en jours calendaires.";
        LinkGap: "The day the giver finishes or promised − the day the taker needs it. Above zero it comes too late.", "Jour où le fournisseur finit ou s’est engagé − jour du besoin. Au-dessus de zéro, c’est trop tard.";
        RiskScore: "Probability step × impact step, 1 to 25. From 10 the risk is high, from 16 very high.", "Échelon de probabilité × échelon d’impact, de 1 à 25. À partir de 10 le risque est élevé, de 16 très élevé.";
        Attainment: "(last reading − baseline) ÷ (target − baseline).", "(dernier relevé − référence) ÷ (cible − référence).";
        AttainmentInputs: "({0} − {1}) ÷ ({2} − {1}) = {3}.", "({0} − {1}) ÷ ({2} − {1}) = {3}.";
        NoAttainment: "It takes a reading and a target that differs from the baseline.", "Il faut un relevé et une cible différente de la référence.";
        Expected: "Linear from the day of the baseline, {0}, to the day of the target, {1}.", "Linéaire du jour de référence, {0}, au jour cible, {1}.";
        NoExpected: "It takes the day of the baseline and the day of the target.", "Il faut le jour de référence et le jour cible.";
        LastReading: "The newest reading up to {0} that is no forecast.", "Le relevé le plus récent jusqu’au {0}, hors prévisions.";
        KpiLimits: "Amber limit {0}, red limit {1}.", "Limite orange {0}, limite rouge {1}.";
        KpiFrom: "Source: {0}.", "Source\u{202f}: {0}.";
        KpiReadings: "Source: {0} readings.", "Source\u{202f}: {0} relevés.";
    }
}
