//! The charts of the peer bench: a title, a kind and bare numbers, as its contract hands them over.

use super::{Bars, Chart, ChartError, Formats, Group, Lines, Orientation, Role, Series, Size, Svg};

/// Kind of chart in the words of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Line,
    Bar,
    /// Plan, progress and whole, in this order.
    BurnUp,
}

/// Draws one chart of the bench.
///
/// # Errors
/// As [`Chart::draw`].
pub fn kpi(
    title: &str,
    kind: Kind,
    x: &[f64],
    series: &[Vec<f64>],
    size: Size,
) -> Result<Svg, ChartError> {
    let formats = Formats {
        value: &|value| value.to_string(),
        tick: &|value| value.to_string(),
        date: &|_, _| String::new(),
    };
    let title = Some(title.to_owned());
    if kind == Kind::Bar {
        let groups = x.iter().enumerate().map(|(n, x)| Group {
            name: x.to_string(),
            values: series.iter().map(|values| values.get(n).copied()).collect(),
            role: None,
        });
        let bars = Bars {
            title,
            orientation: Orientation::Upright,
            series: (0..series.len())
                .map(|n| (String::new(), Role::category(n)))
                .collect(),
            groups: groups.collect(),
            values_shown: false,
            group_head: String::new(),
            formats,
        };
        return bars.draw(size);
    }
    let role = |n: usize| match (kind, n) {
        (Kind::BurnUp, 0) => Role::Target,
        (Kind::BurnUp, 1) => Role::Actual,
        (Kind::BurnUp, 2) => Role::Baseline,
        _ => Role::category(n),
    };
    let series = series.iter().enumerate().map(|(n, values)| Series {
        name: String::new(),
        role: role(n),
        values: values.iter().copied().map(Some).collect(),
    });
    let lines = Lines {
        title,
        x: x.to_vec(),
        x_is_days: false,
        series: series.collect(),
        today: None,
        from_zero: kind == Kind::BurnUp,
        x_head: String::new(),
        formats,
    };
    lines.draw(size)
}
