//! Rows for people to read: columns as wide as their widest cell, two spaces between them.

/// The rows under their titles. The last column is as wide as it likes.
pub fn table<const N: usize>(titles: [&str; N], rows: &[[String; N]]) -> String {
    let rows: Vec<[String; N]> = std::iter::once(titles.map(str::to_owned))
        .chain(rows.iter().map(|row| row.each_ref().map(|cell| printable(cell))))
        .collect();
    let mut widths = [0; N];
    for row in &rows {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut text = String::new();
    for row in &rows {
        let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
        text.push_str(cells.collect::<Vec<_>>().join("  ").trim_end());
        text.push('\n');
    }
    text
}

/// What a mail server or a stranger said must not speak to the terminal (CWE-150).
pub fn printable(text: &str) -> String {
    text.chars().map(|c| if crate::domain::person::is_unprintable(c) { ' ' } else { c }).collect()
}
