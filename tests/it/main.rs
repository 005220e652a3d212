//! The program from outside.

mod wire;
