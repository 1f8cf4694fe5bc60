//! XML as Word files have it: names count, prefixes do not.

use roxmltree::{Document, Node, ParsingOptions};

use super::refusal::{Refusal, broken};

/// The most elements and texts of a part.
const MOST_NODES: u32 = 4_000_000;

/// Reads a part. A document type is refused, and with it every entity and everything that lies elsewhere.
pub(super) fn parse(text: &str) -> Result<Document<'_>, Refusal> {
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::DtdDetected => Refusal::fixed(
            "这个文件的 XML 带有文档类型声明（实体），不是 Word 写的；请用 Word 打开、另存后再导入",
            "the XML of the file declares a document type, which Word never writes; open it in Word, save it and import that",
        ),
        _ => broken(),
    })
}

/// Questions of nodes by local names.
pub(super) trait Local<'a, 'i: 'a> {
    /// Whether it is an element of this local name.
    fn has_tag_name_local(&self, name: &str) -> bool;
    /// The first child of this local name.
    fn child(&self, name: &str) -> Option<Node<'a, 'i>>;
    /// The value of an attribute of this local name.
    fn get(&self, name: &str) -> Option<&'a str>;
    /// The attribute `val` of a child.
    fn value(&self, child: &str) -> Option<&'a str>;
    /// Whether a child says yes: it is there, and its `val` is no `0` or `false`.
    fn is_on(&self, child: &str) -> Option<bool>;
}

impl<'a, 'i: 'a> Local<'a, 'i> for Node<'a, 'i> {
    fn has_tag_name_local(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }

    fn child(&self, name: &str) -> Option<Node<'a, 'i>> {
        self.children().find(|node| node.has_tag_name_local(name))
    }

    fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value())
    }

    fn value(&self, child: &str) -> Option<&'a str> {
        self.child(child)?.get("val")
    }

    fn is_on(&self, child: &str) -> Option<bool> {
        let child = self.child(child)?;
        Some(!matches!(child.get("val"), Some("0" | "false" | "off" | "none")))
    }
}
