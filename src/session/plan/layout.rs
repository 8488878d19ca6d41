//! Places the nodes of a map: givers left of takers, few lines crossing, the same for the same input.

/// Where a node stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The column, from the left.
    pub layer: usize,
    /// The row in its column, from the top.
    pub row: usize,
}

/// Times that the rows are put in order from the left and from the right.
const SWEEPS: usize = 8;

/// Returns the place of each of `count` nodes; lines lead from giver to taker. Lines of a circle that have to
/// lead back do so as seldom as a greedy choice can make it (Eades, Lin and Smyth).
#[must_use]
pub fn layout(count: usize, lines: &[(usize, usize)]) -> Vec<Place> {
    let rank = ranks(count, lines);
    let at = |list: &[usize], node: usize| list.get(node).copied().unwrap_or(0);
    let forth: Vec<(usize, usize)> = lines
        .iter()
        .copied()
        .filter(|(from, to)| from != to && at(&rank, *from) < at(&rank, *to))
        .collect();
    let layer = layers(count, &forth, &rank);
    let columns = rows(&layer, &forth);
    let mut places = vec![Place::default(); count];
    for (layer, column) in columns.iter().enumerate() {
        for (row, node) in column.iter().enumerate() {
            if let Some(place) = places.get_mut(*node) {
                *place = Place { layer, row };
            }
        }
    }
    places
}

/// An order of the nodes in which most lines lead forth.
fn ranks(count: usize, lines: &[(usize, usize)]) -> Vec<usize> {
    let mut gives = vec![0_i64; count];
    let mut takes = vec![0_i64; count];
    let add = |list: &mut Vec<i64>, node: usize, by: i64| {
        if let Some(slot) = list.get_mut(node) {
            *slot += by;
        }
    };
    let lines: Vec<(usize, usize)> = lines.iter().copied().filter(|(a, b)| a != b).collect();
    for (from, to) in &lines {
        add(&mut gives, *from, 1);
        add(&mut takes, *to, 1);
    }
    let mut left: Vec<usize> = (0..count).collect();
    let (mut first, mut last) = (Vec::new(), Vec::new());
    while !left.is_empty() {
        let of = |list: &[i64], node: usize| list.get(node).copied().unwrap_or(0);
        let sink = left.iter().position(|node| of(&gives, *node) == 0);
        let source = || left.iter().position(|node| of(&takes, *node) == 0);
        let most = || {
            let key = |node: usize| (of(&gives, node) - of(&takes, node), std::cmp::Reverse(node));
            (0..left.len()).max_by_key(|place| left.get(*place).map(|node| key(*node)))
        };
        let is_sink = sink.is_some();
        let Some(place) = sink.or_else(source).or_else(most) else {
            break;
        };
        let node = left.remove(place);
        match is_sink {
            true => last.push(node),
            false => first.push(node),
        }
        for (from, to) in &lines {
            if *to == node {
                add(&mut gives, *from, -1);
            }
            if *from == node {
                add(&mut takes, *to, -1);
            }
        }
    }
    let mut rank = vec![0; count];
    for (place, node) in first.iter().chain(last.iter().rev()).enumerate() {
        if let Some(slot) = rank.get_mut(*node) {
            *slot = place;
        }
    }
    rank
}

/// The column of each node: right of all that give to it; what takes nothing stands close to its takers.
fn layers(count: usize, forth: &[(usize, usize)], rank: &[usize]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|node| rank.get(*node).copied());
    let mut layer = vec![0_usize; count];
    for node in &order {
        let before = forth.iter().filter(|(_, to)| to == node);
        let right = before
            .filter_map(|(from, _)| layer.get(*from).map(|at| at + 1))
            .max();
        if let (Some(slot), Some(right)) = (layer.get_mut(*node), right) {
            *slot = right;
        }
    }
    for node in 0..count {
        if forth.iter().any(|(_, to)| *to == node) {
            continue;
        }
        let takers = forth.iter().filter(|(from, _)| *from == node);
        let close = takers.filter_map(|(_, to)| layer.get(*to)).min();
        let close = close.map(|at| at.saturating_sub(1));
        if let (Some(slot), Some(close)) = (layer.get_mut(node), close) {
            *slot = close;
        }
    }
    layer
}

/// The nodes of each column from top to bottom, so that few lines cross: each goes where its neighbours are.
fn rows(layer: &[usize], forth: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let width = layer.iter().max().map_or(0, |last| last + 1);
    let mut columns: Vec<Vec<usize>> = vec![Vec::new(); width];
    for (node, at) in layer.iter().enumerate() {
        if let Some(column) = columns.get_mut(*at) {
            column.push(node);
        }
    }
    let mut best = (crossings(&columns, layer, forth), columns.clone());
    for sweep in 0..SWEEPS {
        let from_left = sweep % 2 == 0;
        let row = places(&columns, layer.len());
        let mut next = columns.clone();
        for column in &mut next {
            let middle = |node: usize| {
                let beside = forth.iter().filter_map(|(from, to)| match from_left {
                    true => (*to == node).then_some(*from),
                    false => (*from == node).then_some(*to),
                });
                let rows: Vec<i64> = beside.filter_map(|other| row.get(other).copied()).collect();
                let own = row.get(node).copied().unwrap_or(0);
                match i64::try_from(rows.len()) {
                    Ok(count) if count > 0 => rows.iter().sum::<i64>() / count,
                    _ => own,
                }
            };
            column.sort_by_key(|node| (middle(*node), row.get(*node).copied(), *node));
        }
        columns = next;
        let now = crossings(&columns, layer, forth);
        if now < best.0 || (now, best.0) == (None, None) {
            best = (now, columns.clone());
        }
    }
    best.1
}

/// The height of each node in thousandths of its column.
fn places(columns: &[Vec<usize>], count: usize) -> Vec<i64> {
    let mut row = vec![0_i64; count];
    for column in columns {
        let steps = i64::try_from(column.len()).unwrap_or(1).max(1);
        for (place, node) in (0_i64..).zip(column) {
            if let Some(slot) = row.get_mut(*node) {
                *slot = (2 * place + 1) * 500_000 / steps;
            }
        }
    }
    row
}

/// Returns how many pairs of lines cross, each taken as straight between its two columns; nothing for so many
/// lines that comparing them all would take long.
fn crossings(columns: &[Vec<usize>], layer: &[usize], forth: &[(usize, usize)]) -> Option<usize> {
    /// More lines than this are not compared with each other.
    const MOST: usize = 600;
    if forth.len() > MOST {
        return None;
    }
    let row = places(columns, layer.len());
    let at = |node: usize| (layer.get(node).copied(), row.get(node).copied());
    let ends: Vec<_> = forth
        .iter()
        .map(|(from, to)| (at(*from), at(*to)))
        .collect();
    let mut count = 0;
    for (place, (a, b)) in ends.iter().enumerate() {
        for (c, d) in ends.iter().skip(place + 1) {
            let same = a.0 == c.0 && b.0 == d.0;
            count += usize::from(same && (a.1 < c.1) != (b.1 < d.1) && a.1 != c.1 && b.1 != d.1);
        }
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(count: usize, lines: &[(usize, usize)]) -> Vec<(usize, usize)> {
        let places = layout(count, lines);
        places.iter().map(|p| (p.layer, p.row)).collect()
    }

    #[test]
    fn givers_stand_left_of_takers_and_as_close_as_they_can() {
        // A gives to B and C, B to C; D gives to C alone.
        let lines = [(0, 1), (1, 2), (0, 2), (3, 2)];
        let layers: Vec<_> = told(4, &lines).iter().map(|p| p.0).collect();
        assert_eq!(layers, [0, 1, 2, 1]);
    }

    #[test]
    fn a_circle_leads_back_once_and_a_node_may_give_to_itself() {
        let layers: Vec<_> = told(3, &[(0, 1), (1, 2), (2, 0), (1, 1)])
            .iter()
            .map(|p| p.0)
            .collect();
        let mut sorted = layers.clone();
        sorted.sort_unstable();
        assert_eq!(sorted, [0, 1, 2]);
        let lines = [(0, 1), (1, 2), (2, 0)];
        let back = lines
            .iter()
            .filter(|(a, b)| layers[*a] >= layers[*b])
            .count();
        assert_eq!(back, 1);
    }

    #[test]
    fn lines_that_would_cross_are_put_straight() {
        // 0 gives to 3 and 1 to 2: in the order of their numbers they would cross.
        let places = told(4, &[(0, 3), (1, 2)]);
        assert_eq!(places[0].1, places[3].1);
        assert_eq!(places[1].1, places[2].1);
    }

    #[test]
    fn every_node_has_a_place_of_its_own() {
        let lines: Vec<_> = (0..60_usize).map(|n| (n % 17, (n * 7 + 3) % 23)).collect();
        let mut places = layout(23, &lines);
        assert_eq!(places, layout(23, &lines));
        places.sort();
        places.dedup();
        assert_eq!(places.len(), 23);
        assert!(layout(0, &[]).is_empty());
    }
}
