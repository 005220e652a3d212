//! Types and rules without input or output: nothing here knows SQL, HTTP or HTML.

pub mod moment;
