//! What does not fit together, in sentences.

use super::{Lang, format, words};
use crate::analysis::{Code, Finding};

words! {
    /// What does not fit together, with what to look at.
    FindingText {
        GreenButOutside: "Declared green, but the finish or the landing is outside its limits", "Déclaré vert, mais la fin ou l’atterrissage sort de ses limites";
        SpendAheadOfProgress: "Spending is {0} points ahead of progress", "La dépense devance l’avancement de {0} points";
        HighRiskUnanswered: "A high risk has no owner or no plan", "Un risque élevé n’a pas de porteur ou pas de plan";
        TextUnchanged: "The text of the report has not changed for {0} periods", "Le texte du rapport n’a pas changé depuis {0} périodes";
        LandingEqualsBudget: "The landing equals the budget to the cent, though money is left to spend", "L’atterrissage égale le budget au centime près alors qu’il reste à dépenser";
        NearlyDoneForLong: "Ninety percent done in {0} reports in a row", "Quatre-vingt-dix pour cent dans {0} rapports de suite";
        FinishPast: "The forecast finish is past and the project is not finished", "La fin prévue est passée et le projet n’est pas terminé";
        ConsumedAboveCommitted: "More is consumed than committed", "Le consommé dépasse l’engagé";
        NoBaseline: "No baseline finish: the slip cannot be measured", "Pas de fin de référence\u{202f}: le glissement n’est pas mesurable";
        NoFinish: "No finish of any kind", "Aucune date de fin";
        NoManager: "Nobody leads it", "Personne ne le pilote";
        NoSponsor: "Nobody is accountable for it", "Pas de commanditaire";
        OtherCurrency: "{0} amounts in another currency are left out of the sums", "{0} montants dans une autre devise sont exclus des sommes";
        TooLarge: "A sum is too large to be counted", "Une somme est trop grande pour être comptée";
        NotAligned: "It contributes to no objective", "Il ne contribue à aucun objectif";
    }
}

/// Returns a finding in a sentence.
#[must_use]
pub fn finding(finding: &Finding, lang: Lang) -> String {
    let key = match finding.code {
        Code::GreenButOutside => FindingText::GreenButOutside,
        Code::SpendAheadOfProgress => FindingText::SpendAheadOfProgress,
        Code::HighRiskUnanswered => FindingText::HighRiskUnanswered,
        Code::TextUnchanged => FindingText::TextUnchanged,
        Code::LandingEqualsBudget => FindingText::LandingEqualsBudget,
        Code::NearlyDoneForLong => FindingText::NearlyDoneForLong,
        Code::FinishPast => FindingText::FinishPast,
        Code::ConsumedAboveCommitted => FindingText::ConsumedAboveCommitted,
        Code::NoBaseline => FindingText::NoBaseline,
        Code::NoFinish => FindingText::NoFinish,
        Code::NoManager => FindingText::NoManager,
        Code::NoSponsor => FindingText::NoSponsor,
        Code::OtherCurrency => FindingText::OtherCurrency,
        Code::TooLarge => FindingText::TooLarge,
        Code::NotAligned => FindingText::NotAligned,
    };
    key.fill(lang, &[&format::whole(lang, finding.number)])
}
