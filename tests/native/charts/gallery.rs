//! A page with every sample, to look at while working on charts:
//! `cargo test --test native writes_the_gallery -- --ignored`, then open `target/charts.html`.

use std::fmt::Write as _;

use baton::charts::{Chart, Orientation, Size};

use super::samples;

fn figure(page: &mut String, name: &str, chart: &dyn Chart, (width, height): (u32, u32)) {
    match chart.draw(Size { width, height }) {
        Ok(svg) => {
            write!(
                page,
                "<figure><figcaption>{name} <small>{} bytes</small></figcaption>{}</figure>",
                svg.text.len(),
                svg.text
            )
        }
        Err(error) => write!(
            page,
            "<figure><figcaption>{name}</figcaption>{error}</figure>"
        ),
    }
    .unwrap();
}

#[test]
#[ignore = "writes a page to look at, checks nothing"]
fn writes_the_gallery() {
    let mut page = String::new();
    figure(&mut page, "Budget", &samples::budget_curve(), (354, 262));
    figure(
        &mut page,
        "Budget, wide",
        &samples::budget_curve(),
        (720, 300),
    );
    figure(
        &mut page,
        "Budget, narrow",
        &samples::budget_curve(),
        (260, 180),
    );
    figure(
        &mut page,
        "Status, April to May",
        &samples::status_flow(),
        (298, 196),
    );
    figure(&mut page, "KPI", &samples::kpi_line(), (420, 200));
    figure(&mut page, "Burn-up", &samples::burnup(), (420, 220));
    figure(
        &mut page,
        "By year",
        &samples::budget_by_year(Orientation::Upright),
        (420, 220),
    );
    figure(
        &mut page,
        "By year, lying",
        &samples::budget_by_year(Orientation::Lying),
        (420, 240),
    );
    figure(
        &mut page,
        "Status counts",
        &samples::status_counts(),
        (300, 150),
    );
    figure(&mut page, "Sparkline", &samples::sparkline(), (72, 22));
    figure(&mut page, "Bullet", &samples::bullet(), (140, 16));
    figure(&mut page, "Trend", &samples::status_trend(), (72, 15));
    figure(&mut page, "Share", &samples::status_share(), (48, 5));
    figure(
        &mut page,
        "Cost against its limits",
        &samples::limit_scale(),
        (360, 34),
    );
    for index in 0..12 {
        figure(&mut page, "", &*samples::twelve(index), (340, 250));
    }
    let html = format!(
        "<!doctype html><meta charset=utf-8><link rel=stylesheet href=tokens.css><link rel=stylesheet href=charts.css>\
         <style>body{{margin:16px;background:var(--bg-panel);color:var(--text);font:13px var(--font-sans);display:flex;flex-wrap:wrap;gap:24px}}\
         figure{{margin:0}}figcaption{{font-weight:600;margin-bottom:8px}}small{{color:var(--text-3);font-weight:400}}</style>{page}"
    );
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("target");
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("charts.html"), html).unwrap();
}
