// How the style sheets of themes are written: one declaration a line, a blank line between rules.
import postcss from "postcss";
import { format } from "prettier";

/**
 * Prettier's form, with the blank lines that it leaves to the author.
 * @param {string} text
 */
export function formatCss(text) {
  const root = postcss.parse(text);
  root.walk((node) => {
    const before = node.prev();
    // A comment belongs to what follows it.
    if (!before || before.type === "comment" || before.type === "decl") return;
    node.raws.before = (node.raws.before ?? "").replace(/^\s*/, "\n\n");
  });
  return format(root.toString(), { parser: "css", printWidth: 120 });
}
