//! Markdown to HTML, with marks for the ideas of the course.
//!
//! `[polled](idea:poll)` becomes the word with the mark that the timeline and its legend use for a
//! poll, so that text and picture speak the same language.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};

/// The ideas that have a mark of their own.
pub const IDEAS: [&str; 8] = [
    "poll", "pending", "ready", "wake", "waiting", "queued", "blocked", "dropped",
];

pub struct Rendered {
    pub html: String,
    pub words: usize,
    pub unknown_ideas: Vec<String>,
}

pub fn render(markdown: &str) -> Rendered {
    let mut words = 0;
    let mut unknown_ideas = Vec::new();
    let mut inside_idea = false;
    let events = Parser::new_ext(markdown, Options::ENABLE_TABLES).map(|event| match event {
        Event::Start(Tag::Link { ref dest_url, .. }) => match dest_url.strip_prefix("idea:") {
            Some(idea) => {
                inside_idea = true;
                if !IDEAS.contains(&idea) {
                    unknown_ideas.push(idea.to_owned());
                }
                Event::InlineHtml(format!("<span class=\"idea idea-{idea}\">").into())
            }
            None => event,
        },
        Event::End(TagEnd::Link) if inside_idea => {
            inside_idea = false;
            Event::InlineHtml("</span>".into())
        }
        // Lessons are text; HTML in them would be a way around every rule of the page.
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Text(text) => {
            words += text.split_whitespace().count();
            Event::Text(text)
        }
        other => other,
    });
    let mut out = String::new();
    html::push_html(&mut out, events);
    Rendered {
        html: out,
        words,
        unknown_ideas,
    }
}
