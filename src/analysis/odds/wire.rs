//! A network and its odds as a list of numbers: what crosses between the page and the worker.
//!
//! Both ends are one build, so there is no version; what is cut or does not fit gives nothing.

use super::input::{Begin, Bond, OddsInput, OddsRisk, OddsTask, OddsTie, Watched};
use super::outcome::{Chance, DateOdds, Effect, Odds, Quantile, TaskOdds};
use super::spread::{Shape, Spread};

/// Says that there is nothing where a number could be; no time is one.
const NONE: f64 = f64::INFINITY;
const BONDS: [Bond; 4] = [
    Bond::FinishStart,
    Bond::StartStart,
    Bond::FinishFinish,
    Bond::StartFinish,
];

#[derive(Default)]
struct Writer(Vec<f64>);

impl Writer {
    fn number(&mut self, number: f64) {
        self.0.push(number);
    }

    fn whole(&mut self, number: u32) {
        self.number(f64::from(number));
    }

    /// Places and counts are far below 2⁵³.
    #[expect(clippy::cast_precision_loss, reason = "far below 2⁵³")]
    fn place(&mut self, place: usize) {
        self.number(place as f64);
    }

    fn maybe(&mut self, number: Option<f64>) {
        self.number(number.unwrap_or(NONE));
    }

    #[expect(clippy::cast_possible_truncation, reason = "both halves are taken")]
    fn key(&mut self, key: u64) {
        self.whole((key >> 32) as u32);
        self.whole(key as u32);
    }

    fn effect(&mut self, effect: Effect) {
        self.number(effect.low);
        self.number(effect.high);
    }
}

struct Reader<'n>(std::slice::Iter<'n, f64>);

impl Reader<'_> {
    fn number(&mut self) -> Option<f64> {
        self.0.next().copied()
    }

    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a number out of range becomes the nearest"
    )]
    fn whole(&mut self) -> Option<u32> {
        self.number().map(|number| number as u32)
    }

    fn place(&mut self) -> Option<usize> {
        usize::try_from(self.whole()?).ok()
    }

    #[expect(clippy::option_option, reason = "the list may end here")]
    fn maybe(&mut self) -> Option<Option<f64>> {
        self.number()
            .map(|number| (number < NONE).then_some(number))
    }

    #[expect(clippy::option_option, reason = "the list may end here")]
    fn maybe_whole(&mut self) -> Option<Option<u32>> {
        let is_there = self
            .0
            .as_slice()
            .first()
            .is_some_and(|number| *number < NONE);
        let number = self.whole()?;
        Some(is_there.then_some(number))
    }

    #[expect(clippy::option_option, reason = "the list may end here")]
    fn maybe_place(&mut self) -> Option<Option<usize>> {
        let number = self.maybe_whole()?;
        Some(number.and_then(|number| usize::try_from(number).ok()))
    }

    fn key(&mut self) -> Option<u64> {
        Some(u64::from(self.whole()?) << 32 | u64::from(self.whole()?))
    }

    fn effect(&mut self) -> Option<Effect> {
        Some(Effect {
            low: self.number()?,
            high: self.number()?,
        })
    }

    fn quantile(&mut self) -> Option<Quantile> {
        Some(Quantile {
            minute: self.number()?,
            error: self.number()?,
        })
    }

    /// A list that says its length first; a length that the rest cannot hold is a broken list.
    fn list<T>(&mut self, mut each: impl FnMut(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let count = self.place()?;
        if count > self.0.len() {
            return None;
        }
        (0..count).map(|_| each(self)).collect()
    }

    fn task(&mut self) -> Option<OddsTask> {
        let key = self.key()?;
        let begin = match self.whole()? {
            0 => Begin::NotBefore(self.number()?),
            1 => Begin::Started {
                at: self.number()?,
                resumed: self.number()?,
            },
            _ => Begin::At(self.number()?),
        };
        let (low, likely, high) = (self.number()?, self.number()?, self.number()?);
        let shape = match self.whole()? {
            0 => Shape::Triangular,
            _ => Shape::Pert,
        };
        let factor = self.maybe_place()?;
        Some(OddsTask {
            key,
            begin,
            spread: Spread {
                low,
                likely,
                high,
                shape,
            },
            factor,
        })
    }

    fn date(&mut self) -> Option<DateOdds> {
        Some(DateOdds {
            task: self.place()?,
            draws: self.whole()?,
            mean: self.number()?,
            sigma: self.number()?,
            p10: self.quantile()?,
            p50: self.quantile()?,
            p80: self.quantile()?,
            p90: self.quantile()?,
            chance: {
                let (kept, draws) = (self.maybe_whole()?, self.whole()?);
                kept.map(|kept| Chance { kept, draws })
            },
        })
    }
}

impl OddsInput {
    /// Returns it as numbers.
    #[must_use]
    pub fn packed(&self) -> Vec<f64> {
        let mut out = Writer::default();
        out.key(self.seed);
        out.place(self.tasks.len());
        for task in &self.tasks {
            out.key(task.key);
            match task.begin {
                Begin::NotBefore(floor) => {
                    out.whole(0);
                    out.number(floor);
                }
                Begin::Started { at, resumed } => {
                    out.whole(1);
                    out.number(at);
                    out.number(resumed);
                }
                Begin::At(start) => {
                    out.whole(2);
                    out.number(start);
                }
            }
            out.number(task.spread.low);
            out.number(task.spread.likely);
            out.number(task.spread.high);
            out.whole(u32::from(task.spread.shape == Shape::Pert));
            match task.factor {
                Some(place) => out.place(place),
                None => out.maybe(None),
            }
        }
        out.place(self.ties.len());
        for tie in &self.ties {
            out.place(tie.from);
            out.place(tie.to);
            out.place(BONDS.iter().position(|bond| *bond == tie.bond).unwrap_or(0));
            out.number(tie.lag);
        }
        out.place(self.factors.len());
        for key in &self.factors {
            out.key(*key);
        }
        out.place(self.risks.len());
        for risk in &self.risks {
            out.key(risk.key);
            out.place(risk.task);
            out.number(risk.probability);
            out.number(risk.delay);
        }
        out.place(self.watched.len());
        for watched in &self.watched {
            out.place(watched.task);
            out.maybe(watched.committed);
            out.maybe(watched.most.map(f64::from));
        }
        match self.target {
            Some(place) => out.place(place),
            None => out.maybe(None),
        }
        out.place(self.ends.len());
        for end in &self.ends {
            out.place(*end);
        }
        out.0
    }

    /// Reads what [`OddsInput::packed`] wrote.
    #[must_use]
    pub fn unpacked(numbers: &[f64]) -> Option<Self> {
        let mut all = Reader(numbers.iter());
        Some(Self {
            seed: all.key()?,
            tasks: all.list(Reader::task)?,
            ties: all.list(|all| {
                Some(OddsTie {
                    from: all.place()?,
                    to: all.place()?,
                    bond: BONDS.get(all.place()?).copied()?,
                    lag: all.number()?,
                })
            })?,
            factors: all.list(Reader::key)?,
            risks: all.list(|all| {
                Some(OddsRisk {
                    key: all.key()?,
                    task: all.place()?,
                    probability: all.number()?,
                    delay: all.number()?,
                })
            })?,
            watched: all.list(|all| {
                Some(Watched {
                    task: all.place()?,
                    committed: all.maybe()?,
                    most: all.maybe_whole()?,
                })
            })?,
            target: all.maybe_place()?,
            ends: all.list(Reader::place)?,
        })
    }
}

impl Odds {
    /// Returns them as numbers.
    #[must_use]
    pub fn packed(&self) -> Vec<f64> {
        let mut out = Writer::default();
        out.whole(self.draws);
        out.place(self.dates.len());
        for date in &self.dates {
            out.place(date.task);
            out.whole(date.draws);
            out.number(date.mean);
            out.number(date.sigma);
            for quantile in [date.p10, date.p50, date.p80, date.p90] {
                out.number(quantile.minute);
                out.number(quantile.error);
            }
            out.maybe(date.chance.map(|chance| f64::from(chance.kept)));
            out.whole(date.chance.map_or(0, |chance| chance.draws));
        }
        out.number(self.end_sigma);
        out.place(self.tasks.len());
        for task in &self.tasks {
            out.number(task.criticality);
            out.number(task.sigma);
            out.number(task.sensitivity);
            out.number(task.correlation);
            out.effect(task.effect);
        }
        for effects in [&self.factors, &self.risks] {
            out.place(effects.len());
            for effect in effects {
                out.effect(*effect);
            }
        }
        out.0
    }

    /// Reads what [`Odds::packed`] wrote.
    #[must_use]
    pub fn unpacked(numbers: &[f64]) -> Option<Self> {
        let mut all = Reader(numbers.iter());
        Some(Self {
            draws: all.whole()?,
            dates: all.list(Reader::date)?,
            end_sigma: all.number()?,
            tasks: all.list(|all| {
                Some(TaskOdds {
                    criticality: all.number()?,
                    sigma: all.number()?,
                    sensitivity: all.number()?,
                    correlation: all.number()?,
                    effect: all.effect()?,
                })
            })?,
            factors: all.list(Reader::effect)?,
            risks: all.list(Reader::effect)?,
        })
    }
}
