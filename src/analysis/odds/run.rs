//! A run of draws, taken in as many steps as there is time for.

use super::input::{OddsError, OddsInput, Watched};
use super::kernel::{BATCH, Columns};
use super::lanes::{LANES, Lanes};
use super::net::Net;
use super::outcome::{DateOdds, Effect, Odds, TaskOdds};
use super::spread::Drawn;

/// What a run is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// Only the dates: about twice as fast.
    Dates,
    /// Also what decides them: criticality, sensitivity, and how much each cause moves the end.
    #[default]
    Causes,
}

/// A sum of figures, of their squares, and of their products with the end.
#[derive(Clone, Copy, Debug, Default)]
struct Sums {
    value: f64,
    square: f64,
    product: f64,
}

impl Sums {
    fn variance(&self, draws: f64) -> f64 {
        (self.square / draws - (self.value / draws) * (self.value / draws)).max(0.0)
    }

    /// With the sum of the ends that the products were made with.
    fn covariance(&self, draws: f64, end: &Self) -> f64 {
        self.product / draws - (self.value / draws) * (end.value / draws)
    }
}

/// A run: [`Run::step`] it until [`Run::is_done`], look at [`Run::odds`] at any time. However it is cut into
/// steps, the figures after as many draws are the same.
#[derive(Clone, Debug)]
pub struct Run {
    input: OddsInput,
    net: Net,
    columns: Columns,
    depth: Depth,
    target: Option<usize>,
    /// The nodes of which critical is said; empty for whatever ends last.
    ends: Vec<usize>,
    total: u32,
    drawn: u32,
    /// Finishes of the watched tasks, draw by draw, as many as each keeps.
    samples: Vec<Vec<f32>>,
    /// The end of the first draw: ends are summed as differences from it.
    first_end: Option<f32>,
    end: Sums,
    critical: Vec<u32>,
    tasks: Vec<Sums>,
    factors: Vec<Sums>,
    /// How often each risk came, and the sum of the ends then.
    risks: Vec<(u32, f64)>,
}

impl Run {
    /// A run of `draws` draws, rounded up to a multiple of four.
    ///
    /// # Errors
    ///
    /// Where the tasks wait for each other in a circle, or something is not there.
    pub fn new(input: &OddsInput, draws: u32, depth: Depth) -> Result<Self, OddsError> {
        let net = Net::new(input)?;
        let place = |task: usize| net.places.get(task).copied().ok_or(OddsError::Missing);
        let target = input.target.map(place).transpose()?;
        let ends = match input.ends.as_slice() {
            [] => target.into_iter().collect(),
            ends => ends
                .iter()
                .map(|end| place(*end))
                .collect::<Result<_, _>>()?,
        };
        for watched in &input.watched {
            place(watched.task)?;
        }
        #[expect(clippy::cast_possible_truncation, reason = "four")]
        let total = draws.max(1).next_multiple_of(LANES as u32);
        let causes = depth == Depth::Causes;
        let tasks = if causes { net.nodes.len() } else { 0 };
        Ok(Self {
            columns: Columns::new(&net, causes),
            depth,
            target,
            ends,
            total,
            drawn: 0,
            samples: input
                .watched
                .iter()
                .map(|watched| Vec::with_capacity(kept_of(watched, total)))
                .collect(),
            first_end: None,
            end: Sums::default(),
            critical: vec![0; tasks],
            tasks: vec![Sums::default(); tasks],
            factors: vec![Sums::default(); net.factors.len()],
            risks: vec![(0, 0.0); input.risks.len()],
            input: input.clone(),
            net,
        })
    }

    /// Draws taken so far, and draws in all.
    #[must_use]
    pub fn progress(&self) -> (u32, u32) {
        (self.drawn, self.total)
    }

    /// All draws are taken.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.drawn >= self.total
    }

    /// Takes at least so many draws more, in whole batches; says whether all are taken.
    pub fn step(&mut self, draws: u32) -> bool {
        let goal = self.drawn.saturating_add(draws.max(1)).min(self.total);
        while self.drawn < goal {
            self.batch();
        }
        self.is_done()
    }

    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    fn batch(&mut self) {
        let draws = BATCH.min(self.total - self.drawn);
        let used = draws as usize / LANES;
        self.columns.pass(&self.net, self.drawn, self.target);
        for (watched, samples) in self.input.watched.iter().zip(&mut self.samples) {
            let node = self.net.places.get(watched.task);
            if let Some(column) = node.and_then(|node| self.columns.finish.get(*node)) {
                let room = kept_of(watched, self.total).saturating_sub(samples.len()) / LANES;
                for lanes in column.iter().take(used.min(room)) {
                    samples.extend(lanes.parts());
                }
            }
        }
        if self.depth == Depth::Causes {
            self.columns.trace(&self.net, &self.ends);
            self.weigh(used);
        }
        self.drawn += draws;
    }

    /// Sums what the causes are computed from.
    #[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
    fn weigh(&mut self, used: usize) {
        let mut end = self.columns.end;
        let zero = match self.first_end {
            Some(first) => first,
            None => {
                let first = end.first().map_or(0.0, |lanes| lanes.parts()[0]);
                *self.first_end.insert(first)
            }
        };
        for place in &mut end {
            *place = place.minus(Lanes::splat(zero));
        }
        let end = end.get(..used).unwrap_or_default();
        add(&mut self.end, end, end, 0.0);
        let of_tasks = self.critical.iter_mut().zip(&mut self.tasks);
        let columns = self.columns.critical.iter().zip(&self.columns.spent);
        for (((critical, sums), (flags, spent)), node) in of_tasks.zip(columns).zip(&self.net.nodes)
        {
            for flags in flags.iter().take(used) {
                *critical += flags.count();
            }
            if !matches!(node.drawn, Drawn::Fixed(_)) || !node.risks.is_empty() {
                add(sums, spent, end, node.mean);
            }
        }
        for (sums, column) in self.factors.iter_mut().zip(&self.columns.factors) {
            add(sums, column, end, 0.5);
        }
        let mut numbers = [Lanes::splat(0.0); super::kernel::WIDTH];
        for event in &self.net.events {
            let Some((count, sum)) = self.risks.get_mut(event.place) else {
                continue;
            };
            event.stream.fill(self.drawn, &mut numbers);
            let mut total = Lanes::splat(0.0);
            for (number, end) in numbers.iter().zip(end) {
                let flags = number.below(Lanes::splat(event.probability));
                *count += flags.count();
                total = total.plus(end.kept(flags));
            }
            *sum += f64::from(total.total());
        }
    }

    /// The finishes of a watched task so far, draw by draw, in minutes.
    #[must_use]
    pub fn finishes(&self, watched: usize) -> &[f32] {
        self.samples.get(watched).map_or(&[], Vec::as_slice)
    }

    /// The odds after the draws taken so far.
    #[must_use]
    pub fn odds(&self) -> Odds {
        let watched = self.input.watched.iter().zip(&self.samples);
        let dates = watched.map(|(watched, samples)| DateOdds::new(*watched, samples));
        let draws = f64::from(self.drawn.max(1));
        let sigma = self.end.variance(draws).sqrt();
        Odds {
            draws: self.drawn,
            dates: dates.collect(),
            end_sigma: sigma,
            tasks: match self.depth {
                Depth::Dates => Vec::new(),
                Depth::Causes => self
                    .net
                    .places
                    .iter()
                    .map(|place| self.task(*place, draws, sigma))
                    .collect(),
            },
            factors: self
                .factors
                .iter()
                .map(|sums| self.effect(sums, draws, (-0.4, 0.4)))
                .collect(),
            risks: self
                .risks
                .iter()
                .map(|(count, sum)| self.event(*count, *sum, draws))
                .collect(),
        }
    }

    fn task(&self, place: usize, draws: f64, end_sigma: f64) -> TaskOdds {
        let found = (
            self.tasks.get(place),
            self.critical.get(place),
            self.net.nodes.get(place),
        );
        let (Some(sums), Some(critical), Some(node)) = found else {
            return TaskOdds::default();
        };
        let criticality = f64::from(*critical) / draws;
        let sigma = sums.variance(draws).sqrt();
        let both = sigma * end_sigma;
        let quantile =
            |number| f64::from(node.drawn.quantile(&self.net.tables, number) - node.mean);
        TaskOdds {
            criticality,
            sigma,
            sensitivity: if end_sigma > 0.0 {
                criticality * sigma / end_sigma
            } else {
                0.0
            },
            correlation: match both > 0.0 {
                true => (sums.covariance(draws, &self.end) / both).clamp(-1.0, 1.0),
                false => 0.0,
            },
            effect: self.effect(sums, draws, (quantile(0.1), quantile(0.9))),
        }
    }

    /// What the line through the draws says of the end when a cause is as low or as high.
    fn effect(&self, sums: &Sums, draws: f64, (low, high): (f64, f64)) -> Effect {
        let variance = sums.variance(draws);
        if variance <= 0.0 {
            return Effect::default();
        }
        let slope = sums.covariance(draws, &self.end) / variance;
        Effect {
            low: slope * low,
            high: slope * high,
        }
    }

    fn event(&self, count: u32, sum: f64, draws: f64) -> Effect {
        let (came, not) = (f64::from(count), draws - f64::from(count));
        if came < 1.0 || not < 1.0 {
            return Effect::default();
        }
        let mean = self.end.value / draws;
        Effect {
            low: (self.end.value - sum) / not - mean,
            high: sum / came - mean,
        }
    }
}

/// How many draws of a watched date are kept, in whole registers.
fn kept_of(watched: &Watched, total: u32) -> usize {
    let most = watched.most.unwrap_or(total).clamp(1, total);
    (most as usize).next_multiple_of(LANES)
}

/// Adds a batch of figures, taken as differences from `middle`.
#[inline]
#[cfg_attr(target_arch = "wasm32", target_feature(enable = "simd128"))]
fn add(sums: &mut Sums, figures: &[Lanes], end: &[Lanes], middle: f32) {
    let zero = Lanes::splat(0.0);
    let middle = Lanes::splat(middle);
    let (mut value, mut square, mut product) = (zero, zero, zero);
    for (figure, end) in figures.iter().zip(end) {
        let off = figure.minus(middle);
        value = value.plus(off);
        square = square.plus(off.times(off));
        product = product.plus(off.times(*end));
    }
    sums.value += f64::from(value.total());
    sums.square += f64::from(square.total());
    sums.product += f64::from(product.total());
}
