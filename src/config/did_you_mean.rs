//! The name that was probably meant.

/// The candidate nearest to `name`, by the changes of letters that lead there; the first of equals.
pub fn closest_key<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> &'a str {
    candidates.into_iter().min_by_key(|candidate| strsim::osa_distance(name, candidate)).unwrap_or_default()
}
