//! Which part of a page holds its text.

use std::collections::BTreeMap;

use super::super::document::{Block, Paragraph, Role, count};

/// A block with the containers that it stands in, outermost first.
pub(super) struct Placed {
    pub(super) block: Block,
    pub(super) within: Vec<usize>,
}

/// Lines that portals print beside a text.
const NOISE: [&str; 18] = [
    "来源：",
    "来源:",
    "发布时间：",
    "发布时间:",
    "发布日期：",
    "浏览次数",
    "阅读次数",
    "点击数",
    "字体：",
    "字号：",
    "分享到",
    "打印本页",
    "关闭窗口",
    "【打印】",
    "责任编辑",
    "扫一扫",
    "当前位置：",
    "您现在的位置",
];

/// Marks what is no part of the text: what stands outside the innermost container that holds nearly all of it, and lines
/// that every portal prints.
pub(super) fn judged(all: Vec<Placed>) -> Vec<Block> {
    let weight = |placed: &Placed| match &placed.block {
        Block::Paragraph(own) => count(&own.text()),
        Block::Table(table) => {
            table.rows.iter().flatten().flat_map(|cell| &cell.paragraphs).map(|own| count(&own.text())).sum()
        }
    };
    let mut weights: BTreeMap<usize, usize> = BTreeMap::new();
    let mut total = 0;
    for placed in &all {
        let own = weight(placed);
        total += own;
        for container in &placed.within {
            *weights.entry(*container).or_default() += own;
        }
    }
    // Containers are numbered as they open, so that the last of those that hold enough is the innermost.
    let heavy = |(_, weight): &(&usize, &usize)| **weight * 10 >= total * 7;
    let main = weights.iter().filter(heavy).map(|(container, _)| *container).next_back();
    let mut blocks = Vec::new();
    for placed in all {
        let is_outside = main.is_some_and(|main| !placed.within.contains(&main));
        let block = match placed.block {
            Block::Paragraph(own) if is_outside || is_noise(&own) => {
                Block::Paragraph(Paragraph { role: Role::Navigation, ..own })
            }
            other => other,
        };
        blocks.push(block);
    }
    blocks
}

fn is_noise(own: &Paragraph) -> bool {
    let text = own.text();
    let line = text.trim();
    own.role == Role::Plain && line.chars().count() < 80 && NOISE.iter().any(|noise| line.starts_with(noise))
}
