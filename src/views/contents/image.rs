//! The file as a picture, when somebody asks for it: decoded by the browser, of the kinds that hold pixels and nothing else.

use crate::platform::picture;
use crate::state::use_app_state;
use crate::words::contents as words;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The button, where the file is a picture, and the picture.
#[component]
pub fn Image() -> impl IntoView {
    let state = use_app_state();
    let media = Memo::new(move |_| state.contents.file.with(|file| file.as_ref().and_then(|file| file.image.clone())));
    let canvas = NodeRef::<html::Canvas>::new();
    let shown = RwSignal::new(None::<(u32, u32)>);
    // Another file is not shown before it is asked for.
    Effect::new(move || {
        state.contents.file.track();
        shown.set(None);
    });
    let show = move |_| {
        let (Some(file), Some(canvas)) = (state.contents.file.get_untracked(), canvas.get_untracked()) else { return };
        let Some(media) = file.image.clone() else { return };
        spawn_local(async move {
            let size = picture::draw(&file.blob, &media, &canvas).await;
            if size.is_none() {
                state.contents.refused.set(Some(words::NO_IMAGE.to_owned()));
            }
            if state.contents.is_current(&file) {
                shown.set(size);
            }
        });
    };
    let label = move || shown.get().map(|(width, height)| words::image(width, height));
    view! {
        <Show when=move || media.with(Option::is_some)>
            <button type="button" on:click=show>{words::IMAGE}</button>
            <canvas class="picture" role="img" aria-label=label hidden=move || shown.get().is_none() node_ref=canvas></canvas>
        </Show>
    }
}
