//! What a view needs to follow signals, in few types.
//!
//! A closure has a type of its own, and whatever takes it is compiled anew for each: in a page of two hundred closures that
//! is most of the download. In a box, all closures that give the same kind of value are of one type.

use leptos::prelude::*;

/// A value that follows signals.
pub type Live<T> = Box<dyn FnMut() -> T + Send>;

/// A text, attribute or property that follows signals.
pub fn live<T>(value: impl FnMut() -> T + Send + 'static) -> Live<T> {
    Box::new(value)
}

/// A part of the page that follows signals.
pub fn part<V: IntoView + 'static>(mut view: impl FnMut() -> V + Send + 'static) -> Live<AnyView> {
    Box::new(move || view().into_any())
}

/// The condition of a `Show`.
pub fn flag(condition: impl Fn() -> bool + Send + Sync + 'static) -> Box<dyn Fn() -> bool + Send + Sync> {
    Box::new(condition)
}

/// What happens on an event.
pub fn act<E: 'static>(handle: impl FnMut(E) + 'static) -> Box<dyn FnMut(E)> {
    Box::new(handle)
}

/// Does something now and whenever a signal that it has read changes.
pub fn follow(act: impl FnMut() + 'static) {
    let act: Box<dyn FnMut()> = Box::new(act);
    Effect::new(act);
}
