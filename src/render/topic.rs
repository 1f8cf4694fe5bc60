//! Links to topics.

use super::context::RenderContext;
use super::view::LinkView;
use crate::config::Topic;
use crate::site::Address;

/// A link to a topic.
pub(super) fn link(context: &RenderContext<'_>, topic: &Topic) -> LinkView {
    let href = context.way(&Address::topics()).map(|way| format!("{way}#{}", topic.id));
    LinkView { outside: href.is_none(), href, ..LinkView::unknown(topic.names.say(context.lang)) }
}
