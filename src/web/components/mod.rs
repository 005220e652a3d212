//! Parts of pages, one file each. They know languages and types of the domain, and no request: what
//! differs between pages comes as a parameter. The class names are those of the stylesheets.
//!
//! The thread is the grammar of all of them: dotted while open, solid once it counts; warm is new,
//! next or yours to do.

pub mod chart;
pub mod empty;
pub mod flow;
pub mod goal;
pub mod icon;
pub mod list;
pub mod node;
pub mod notice;
pub mod path;
pub mod pill;
pub mod sources;
pub mod thread;
pub mod tree;
pub mod waitlist;
pub mod when;
