//! The figures of the field: precision and recall of names, accuracy within 161 km, area under the curve of the log error.

use std::fmt;

/// 100 miles: a name put so near counts as right.
const RIGHT: f64 = 161.0;
/// Half of the Earth's circumference: no error is larger.
const FARTHEST: f64 = 20_039.0;
/// Mean radius of the Earth.
const RADIUS: f64 = 6_371.0;

/// An annotated name and what became of it.
pub struct Name {
    /// Id of the article.
    pub article: String,
    /// As printed.
    pub text: String,
    /// Whether a list has the name as a place's.
    pub listed: bool,
    /// Whether it was found with exactly this span.
    pub exact: bool,
    /// The place that was found here.
    pub entity: Option<String>,
    /// How far the found place is from the annotated one; `None` when nothing was found or it has no coordinates.
    pub kilometres: Option<f64>,
    /// The text around it.
    pub context: String,
    /// Why it was left out, if something says so.
    pub reason: String,
}

/// What is known of a set of articles.
#[derive(Default)]
pub struct Score {
    /// Every annotated name.
    pub names: Vec<Name>,
    /// Found names that are not annotated: article, surface, entity, context.
    pub extra: Vec<(String, String, String, String)>,
    /// How many of these overlap an annotated name.
    pub touching: usize,
}

impl Score {
    /// Both together.
    pub fn join(mut self, other: Self) -> Self {
        self.names.extend(other.names);
        self.extra.extend(other.extra);
        Self { touching: self.touching + other.touching, ..self }
    }

    /// The rows that are wrong, as text: at most `limit` of each sort.
    pub fn worst(&self, limit: usize) -> String {
        let mut text = String::new();
        let mut far: Vec<&Name> = self.names.iter().filter(|name| name.entity.is_some() && !is_right(name)).collect();
        far.sort_by(|a, b| b.kilometres.unwrap_or(FARTHEST).total_cmp(&a.kilometres.unwrap_or(FARTHEST)));
        for name in far.into_iter().take(limit) {
            let error = name.kilometres.map_or("no coordinates".to_string(), |km| format!("{km:.0} km"));
            let entity = name.entity.as_deref().unwrap_or_default();
            text += &format!("FAR    {} {} -> {entity} ({error}): {}\n", name.article, name.text, name.context);
        }
        for name in self.names.iter().filter(|name| name.entity.is_none()).take(limit) {
            let listed = if name.listed { "listed" } else { "unlisted" };
            text += &format!("MISSED {} {} ({listed}; {}): {}\n", name.article, name.text, name.reason, name.context);
        }
        for (article, surface, entity, context) in self.extra.iter().take(limit) {
            text += &format!("EXTRA  {article} {surface} -> {entity}: {context}\n");
        }
        text
    }
}

fn is_right(name: &Name) -> bool {
    name.kilometres.is_some_and(|kilometres| kilometres <= RIGHT)
}

/// Great-circle distance of two points in degrees (haversine formula), in kilometres.
pub fn kilometres(one: (f32, f32), other: (f32, f32)) -> f64 {
    let radians = |point: (f32, f32)| (f64::from(point.0).to_radians(), f64::from(point.1).to_radians());
    let ((lat1, lon1), (lat2, lon2)) = (radians(one), radians(other));
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let root = half(lat2 - lat1) + lat1.cos() * lat2.cos() * half(lon2 - lon1);
    2.0 * RADIUS * root.sqrt().min(1.0).asin()
}

fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

fn f1(precision: f64, recall: f64) -> f64 {
    if precision + recall == 0.0 { 0.0 } else { 2.0 * precision * recall / (precision + recall) }
}

/// Area under the curve of ln(error + 1), divided by its largest value: 0 is perfect (after Jurgens et al. 2015).
fn area(errors: &[f64]) -> f64 {
    let sum: f64 = errors.iter().map(|error| (error + 1.0).ln()).sum();
    sum / (errors.len().max(1) as f64 * (FARTHEST + 1.0).ln())
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_names(f, "all names", self.names.iter(), self.extra.len(), self.touching)?;
        write_names(
            f,
            "names that a list has",
            self.names.iter().filter(|name| name.listed),
            self.extra.len(),
            self.touching,
        )
    }
}

fn write_names<'n>(
    f: &mut fmt::Formatter<'_>,
    title: &str,
    names: impl Iterator<Item = &'n Name>,
    extra: usize,
    touching: usize,
) -> fmt::Result {
    let names: Vec<&Name> = names.collect();
    let exact = names.iter().filter(|name| name.exact).count();
    let near = names.iter().filter(|name| name.entity.is_some()).count();
    let right = names.iter().filter(|name| is_right(name)).count();
    let right_exact = names.iter().filter(|name| is_right(name) && name.exact).count();
    let found = exact + extra;
    let mut errors: Vec<f64> =
        names.iter().filter(|name| name.entity.is_some()).map(|name| name.kilometres.unwrap_or(FARTHEST)).collect();
    errors.sort_by(f64::total_cmp);
    let (precision, recall) = (ratio(exact, found), ratio(exact, names.len()));
    let (loose_precision, loose_recall) = (ratio(exact + touching, found), ratio(near, names.len()));
    writeln!(f, "{title}: {}", names.len())?;
    writeln!(f, "  span exact       P {precision:.3} R {recall:.3} F1 {:.3}", f1(precision, recall))?;
    writeln!(
        f,
        "  span overlapping P {loose_precision:.3} R {loose_recall:.3} F1 {:.3}",
        f1(loose_precision, loose_recall)
    )?;
    let (placed_precision, placed_recall) = (ratio(right_exact, found), ratio(right_exact, names.len()));
    writeln!(
        f,
        "  exact span and within 161 km: P {placed_precision:.3} R {placed_recall:.3} F1 {:.3}",
        f1(placed_precision, placed_recall)
    )?;
    writeln!(f, "  accuracy@161 of found {:.3}, of all {:.3}", ratio(right, near), ratio(right, names.len()))?;
    let mean = errors.iter().sum::<f64>() / errors.len().max(1) as f64;
    let median = errors.get(errors.len() / 2).copied().unwrap_or_default();
    writeln!(f, "  error of found: mean {mean:.0} km, median {median:.1} km, area under log error {:.3}", area(&errors))
}
