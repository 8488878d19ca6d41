//! Working time to the minute: a weekly pattern and the days that differ from it.
//!
//! The passes count in *offsets*, the working minutes of one calendar since 1 January 1900. An offset has
//! no weekends, so that adding a duration is one addition. An offset between two spans of work stands for
//! two moments: the evening on which work ends and the morning on which it goes on. Which of them is meant
//! depends on the question, hence [`WorkTime::start_at`] and [`WorkTime::finish_at`].

/// Minutes since 1 January 1970 00:00, without a zone.
pub type Minute = i32;

/// Working minutes of a calendar since 1 January 1900 00:00.
pub type Offset = i32;

/// Minutes of a civil day.
pub const DAY: Minute = 1_440;

/// 1 January 1900, a Monday, as a day number since 1970.
const BASE_DAY: i32 = -25_567;

/// No moment that the engine answers lies further from 1970 than this.
const FAR: i64 = 1 << 30;

/// The spans of a day on which one works, in minutes from midnight: `[from, to)`.
pub type Spans = Vec<(u16, u16)>;

/// A day as the calendar sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Shape {
    /// Begin, end, and working minutes of the day before it.
    spans: Vec<(i32, i32, i32)>,
    total: i32,
}

impl Shape {
    /// Overlapping and empty spans are put right: a day has at most 1,440 minutes.
    fn new(spans: &[(u16, u16)]) -> Self {
        let mut sorted: Vec<(i32, i32)> = spans
            .iter()
            .map(|(from, to)| (i32::from(*from), i32::from(*to).min(DAY)))
            .filter(|(from, to)| from < to)
            .collect();
        sorted.sort_unstable();
        let mut shape = Self::default();
        let mut reached = 0;
        for (from, to) in sorted {
            let from = from.max(reached);
            if from < to {
                shape.spans.push((from, to, shape.total));
                shape.total += to - from;
                reached = to;
            }
        }
        shape
    }

    /// Working minutes of the day before a minute of it.
    fn before(&self, minute: i32) -> i32 {
        let worked = |(from, to, before): &(i32, i32, i32)| before + minute.min(*to) - from;
        let last = self.spans.iter().take_while(|(from, ..)| *from < minute);
        last.last().map_or(0, worked)
    }

    /// The minute of the day at which the working minute with this number begins.
    fn minute(&self, number: i32) -> i32 {
        let span = self
            .spans
            .iter()
            .rev()
            .find(|(.., before)| *before <= number);
        span.map_or(0, |(from, _, before)| from + number - before)
    }
}

/// A day that differs from the weekly pattern.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Exception {
    /// Days since [`BASE_DAY`].
    day: i32,
    /// Offset at its midnight.
    before: Offset,
    shape: u16,
}

/// When one works. Questions cost the logarithm of the number of exceptions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WorkTime {
    /// Monday first.
    week: [Shape; 7],
    /// Working minutes of the week before each day of it, and of the whole week.
    before: [i32; 8],
    exceptions: Vec<Exception>,
    shapes: Vec<Shape>,
}

impl WorkTime {
    /// Builds from a week (Monday first) and the days that differ, each as day number since 1970 with its
    /// spans; of several entries for one day the last holds. A week without work counts as Monday to
    /// Friday, nine to five.
    pub fn new(week: &[Spans; 7], exceptions: impl IntoIterator<Item = (i32, Spans)>) -> Self {
        let mut shapes: [Shape; 7] = std::array::from_fn(|day| {
            week.get(day)
                .map_or_else(Shape::default, |spans| Shape::new(spans))
        });
        if shapes.iter().all(|shape| shape.total == 0) {
            for day in shapes.iter_mut().take(5) {
                *day = Shape::new(&[(540, 1_020)]);
            }
        }
        let mut before = [0; 8];
        let mut sum = 0;
        for (shape, (_, after)) in shapes.iter().zip(before.iter_mut().enumerate().skip(1)) {
            sum += shape.total;
            *after = sum;
        }
        let mut time = Self {
            week: shapes,
            before,
            exceptions: Vec::new(),
            shapes: Vec::new(),
        };
        time.except(exceptions.into_iter().collect());
        time
    }

    /// Work at every minute of every day: the calendar of elapsed time.
    #[must_use]
    pub fn continuous() -> Self {
        Self::new(&std::array::from_fn(|_| vec![(0, 1_440)]), [])
    }

    /// Works whenever one of these does: the time of a task that several people share, as MS Project
    /// counts it.
    #[must_use]
    pub fn union(times: &[&Self]) -> Self {
        let spans = |shapes: &mut dyn Iterator<Item = &Shape>| -> Spans {
            let all = shapes.flat_map(|shape| &shape.spans);
            let narrow = |minute: &i32| u16::try_from(*minute).unwrap_or(0);
            all.map(|(from, to, _)| (narrow(from), narrow(to)))
                .collect()
        };
        let week = std::array::from_fn(|day| {
            spans(&mut times.iter().filter_map(|time| time.week.get(day)))
        });
        let mut days: Vec<i32> = times
            .iter()
            .flat_map(|time| time.exceptions.iter().map(|e| e.day))
            .collect();
        days.sort_unstable();
        days.dedup();
        let exceptions = days.into_iter().map(|day| {
            let shapes = times.iter().map(|time| time.on(day));
            (day + BASE_DAY, spans(&mut shapes.into_iter()))
        });
        Self::new(&week, exceptions)
    }

    /// The shape of a day since the base.
    fn on(&self, day: i32) -> &Shape {
        let found = self.exceptions.binary_search_by_key(&day, |e| e.day);
        let exception = found.ok().and_then(|place| self.exceptions.get(place));
        exception.map_or_else(|| self.of_week(day), |e| self.shape(e.shape))
    }

    fn except(&mut self, mut days: Vec<(i32, Spans)>) {
        // A stable sort keeps the order of entries for one day, so that the last of them holds.
        days.sort_by_key(|(day, _)| *day);
        let mut known: Vec<(Spans, u16)> = Vec::new();
        let (mut from, mut offset) = (0, 0);
        let mut rest = days.into_iter().peekable();
        while let Some((number, spans)) = rest.next() {
            let day = number.saturating_sub(BASE_DAY);
            let replaced = rest.peek().is_some_and(|(next, _)| *next == number);
            if replaced || !(0..400_000).contains(&day) {
                continue;
            }
            let shape = match known.iter().find(|(seen, _)| *seen == spans) {
                Some((_, shape)) => *shape,
                None => {
                    let Ok(shape) = u16::try_from(self.shapes.len()) else {
                        continue;
                    };
                    self.shapes.push(Shape::new(&spans));
                    known.push((spans, shape));
                    shape
                }
            };
            offset += self.weekly(day) - self.weekly(from);
            self.exceptions.push(Exception {
                day,
                before: offset,
                shape,
            });
            offset += self.shape(shape).total;
            from = day + 1;
        }
    }

    /// Working minutes of the bare weekly pattern from the base to the midnight of a day.
    fn weekly(&self, day: i32) -> i32 {
        let within = self.before.get(day.rem_euclid(7) as usize);
        day.div_euclid(7) * self.per_week() + within.copied().unwrap_or(0)
    }

    /// Returns the working minutes of a week without exceptions.
    #[must_use]
    pub fn per_week(&self) -> i32 {
        let [.., whole] = self.before;
        whole
    }

    fn shape(&self, number: u16) -> &Shape {
        let [monday, ..] = &self.week;
        self.shapes.get(usize::from(number)).unwrap_or(monday)
    }

    fn of_week(&self, day: i32) -> &Shape {
        let [monday, ..] = &self.week;
        self.week.get(day.rem_euclid(7) as usize).unwrap_or(monday)
    }

    /// Returns the offset of a moment; all moments of one break have the same.
    #[must_use]
    pub fn offset(&self, at: Minute) -> Offset {
        let at = at.clamp(-FAR as Minute, FAR as Minute);
        let (day, minute) = (at.div_euclid(DAY) - BASE_DAY, at.rem_euclid(DAY));
        let passed = self.exceptions.partition_point(|e| e.day <= day);
        let last = passed
            .checked_sub(1)
            .and_then(|last| self.exceptions.get(last));
        match last {
            Some(e) if e.day == day => e.before + self.shape(e.shape).before(minute),
            last => {
                let (from, before) = last.map_or((0, 0), |e| self.behind(e));
                before + self.weekly(day) - self.weekly(from) + self.of_week(day).before(minute)
            }
        }
    }

    /// The midnight behind an exception: its day since the base and its offset.
    fn behind(&self, exception: &Exception) -> (i32, Offset) {
        let after = exception.before + self.shape(exception.shape).total;
        (exception.day + 1, after)
    }

    /// Returns the moment at which the working minute with this number begins: where work that waits for
    /// this offset starts.
    #[must_use]
    pub fn start_at(&self, offset: Offset) -> Minute {
        let passed = self.exceptions.partition_point(|e| e.before <= offset);
        let last = passed
            .checked_sub(1)
            .and_then(|last| self.exceptions.get(last));
        if let Some(e) = last {
            let shape = self.shape(e.shape);
            if offset < e.before + shape.total {
                return at(i64::from(e.day), shape.minute(offset - e.before));
            }
        }
        let (from, before) = last.map_or((0, 0), |e| self.behind(e));
        let target = i64::from(self.weekly(from)) + i64::from(offset) - i64::from(before);
        let per_week = i64::from(self.per_week()).max(1);
        let (week, rest) = (target.div_euclid(per_week), target.rem_euclid(per_week));
        let rest = i32::try_from(rest).unwrap_or(0);
        let mut days = self.week.iter().zip(&self.before).enumerate().rev();
        let place = days.find(|(_, (shape, before))| shape.total > 0 && **before <= rest);
        place.map_or(0, |(day, (shape, before))| {
            at(week * 7 + day as i64, shape.minute(rest - before))
        })
    }

    /// Returns the moment at which work up to this offset is done: the end of the minute before it.
    #[must_use]
    pub fn finish_at(&self, offset: Offset) -> Minute {
        self.start_at(offset.saturating_sub(1)).saturating_add(1)
    }

    /// Is the minute that begins here worked?
    #[must_use]
    pub fn works(&self, at: Minute) -> bool {
        self.offset(at.saturating_add(1)) > self.offset(at)
    }

    /// Returns the moment at which this much working time has passed since `from`.
    #[must_use]
    pub fn add(&self, from: Minute, minutes: i32) -> Minute {
        let offset = self.offset(from).saturating_add(minutes);
        if minutes > 0 {
            self.finish_at(offset)
        } else {
            self.start_at(offset)
        }
    }

    /// Returns the working minutes from one moment to another; negative when `to` is the earlier.
    #[must_use]
    pub fn between(&self, from: Minute, to: Minute) -> i32 {
        self.offset(to).saturating_sub(self.offset(from))
    }
}

/// A moment from a day since the base and a minute of it, kept within what can be counted.
fn at(day: i64, minute: i32) -> Minute {
    let moment = (day + i64::from(BASE_DAY)) * i64::from(DAY) + i64::from(minute);
    i32::try_from(moment.clamp(-FAR, FAR)).unwrap_or(0)
}
