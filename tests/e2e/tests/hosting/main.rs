//! The recipes of `hosting/`, each as it stands there but for its example names: its server is started with it, by TLS,
//! with a demo appliance behind it that has a certificate of its own and checks the Host, and everything goes through it.
//!
//! In reading order:
//!
//! - `recipe`: the file, its names replaced, its variants taken.
//! - `host`: the server that runs with it; `certificate` and `secure`: the appliance behind it.
//! - `ask`: one request from outside.
//! - `files`, `api`, `trust`, `page`: what is tested; `every` lists it for each server.
//! - `words`: what the recipes must say alike.

mod api;
mod ask;
mod certificate;
mod every;
mod files;
mod host;
mod page;
mod recipe;
mod request;
mod secure;
mod trust;
mod words;
