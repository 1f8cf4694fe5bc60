// What axe-core finds in a page, one finding a line.

/** Runs in the page. Target size (WCAG 2.2 AA) is off in axe unless asked for. */
export async function findings() {
  const run = /** @type {any} */ (window).axe.run;
  const result = await run(document, { resultTypes: ["violations"], rules: { "target-size": { enabled: true } } });
  /** @type {string[]} */
  const lines = [];
  for (const violation of result.violations) {
    for (const node of violation.nodes.slice(0, 5)) {
      lines.push(`${violation.id}: ${node.target.join(" ")}: ${node.failureSummary} | ${node.html.slice(0, 160)}`);
    }
  }
  return lines;
}
