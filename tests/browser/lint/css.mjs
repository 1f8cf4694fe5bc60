// Style sheets for browsers that cannot be run here (IE 11, Safari 12, Chromium 69).
// What such a browser does not know it drops: a declaration, a whole rule, or a whole block.
// So each newer thing needs a plain one before it, or @supports around it.
import postcss from "postcss";

/** @typedef {{line: number, message: string}} Finding */

const pseudoClasses = /:(is|where|has|dir)\(|:not\([^)]*,/;
// One unknown pseudo-class makes old browsers drop the whole selector list.
const newerPseudo = /:focus-visible|:focus-within|:any-link|:placeholder-shown|::(marker|backdrop|file-selector-button|placeholder|target-text)|:(modal|popover-open|user-invalid|user-valid)/;
const forbiddenAtRules = ["layer", "container", "scope", "starting-style", "import", "property", "nest"];
const newFunctions = /(?:^|[\s,(+*/-])(min|max|clamp|color-mix|light-dark|oklch|oklab|lch|lab|hwb|color|env)\(/;
const newUnits = /(?:^|[^\w#.-])\d*\.?\d+(dvh|dvw|svh|svw|lvh|lvw|dvb|dvi|vb|vi|cqw|cqh|cqi|cqb|lh|rlh|cap|ic)\b/;
const logical = /^(margin|padding|border|inset|scroll-margin|scroll-padding|overflow|overscroll-behavior)-(inline|block)|^(min-|max-)?(inline|block)-size$|^border-(start|end)-(start|end)-radius$|^contain-intrinsic-(inline|block)-size$/;
const newProperties = /^(inset|aspect-ratio|translate|rotate|scale|all)$|^inset-/;

/**
 * @param {string} text
 * @param {Set<string>} [tokens] custom properties before which the builder writes their values
 * @returns {Finding[]}
 */
export function lintCss(text, tokens = new Set()) {
  /** @type {Finding[]} */
  const findings = [];
  /** @param {import("postcss").Node} node @param {string} message */
  const find = (node, message) => findings.push({ line: node.source?.start?.line ?? 0, message });

  const root = postcss.parse(text);
  root.walkAtRules((rule) => {
    const name = rule.name.toLowerCase();
    if (forbiddenAtRules.includes(name)) find(rule, `@${name} is unknown to the oldest browsers`);
    // `(width >= 40em)` came with Chromium 104; older ones take the whole query for false.
    if (name === "media" && /[<>]/.test(rule.params)) find(rule, `range in a media query: ${rule.params}`);
    // Selectors in @supports are not read by the browsers that need the fallback.
    if (name === "supports" && isGapTest(rule.params)) {
      find(rule, "@supports (gap) is true where only grids have gap; test a newer feature such as (inset: 0)");
    }
  });
  root.walkRules((rule) => {
    if (isKeyframe(rule)) return;
    if (rule.parent?.type === "rule" || hasRuleAbove(rule) || rule.selector.includes("&")) find(rule, `nesting: ${rule.selector}`);
    if (pseudoClasses.test(rule.selector)) find(rule, `selector ${rule.selector}`);
    if (rule.selectors.length > 1 && rule.selectors.some((selector) => newerPseudo.test(selector)) && !rule.selectors.every((selector) => newerPseudo.test(selector))) {
      find(rule, `one newer pseudo-class makes old browsers drop the whole list: ${rule.selector}`);
    }
    checkDeclarations(rule, find, tokens);
  });
  return findings;
}

/**
 * @param {import("postcss").Rule} rule
 * @param {(node: import("postcss").Node, message: string) => void} find
 * @param {Set<string>} tokens
 */
function checkDeclarations(rule, find, tokens) {
  const guarded = isGuarded(rule);
  const declarations = /** @type {import("postcss").Declaration[]} */ (rule.nodes.filter((node) => node.type === "decl"));
  const isGrid = declarations.some(({ prop, value }) => (prop === "display" && /grid/.test(value)) || /^grid(-template|-auto|$)/.test(prop));
  const isColumns = declarations.some(({ prop }) => /^(columns|column-count|column-width)$/.test(prop));
  declarations.forEach((declaration, index) => {
    const prop = declaration.prop.toLowerCase();
    const value = plain(declaration.value);
    if (/url\(\s*["']?(https?:)?\/\//i.test(declaration.value)) find(declaration, `${prop}: address from outside`);
    // A custom property is known only to browsers that know var(): its value needs no fallback.
    if (prop.startsWith("--") || guarded) return;
    /** @param {(value: string) => boolean} isOld  whether a value is fit to stand in */
    const hasFallback = (isOld) =>
      declarations.slice(0, index).some((earlier) => {
        const name = earlier.prop.toLowerCase();
        return (name === prop || prop.startsWith(`${name}-`)) && isOld(plain(earlier.value));
      });
    if (logical.test(prop)) find(declaration, `logical property ${prop}`);
    else if (newProperties.test(prop)) find(declaration, `${prop} outside @supports`);
    if (/^(gap|row-gap|column-gap)$/.test(prop) && !isGrid && !(isColumns && prop === "column-gap")) {
      find(declaration, `${prop} in a rule that is no grid: flex boxes got it with Chromium 84`);
    }
    if (/\bvar\(/.test(value)) {
      // Before a token of the default theme's table the builder writes its value.
      const isWritten = [...declaration.value.matchAll(/var\(\s*(--[\w-]+)\s*\)/g)].every(([, name]) => tokens.has(name));
      if (!isWritten && !hasFallback((earlier) => !/\bvar\(/.test(earlier) && !isNew(earlier))) find(declaration, `${prop}: var() without a plain declaration before it`);
    } else if (isNew(value)) {
      if (!hasFallback((earlier) => !isNew(earlier))) find(declaration, `${prop}: ${declaration.value} without a plain declaration before it`);
    }
    if (prop === "display" && /\bgrid\b/.test(value) && !hasFallback((earlier) => !/grid/.test(earlier))) {
      find(declaration, `display: ${value} without a plain display before it`);
    }
  });
}

/** Strings, addresses and comments hold no functions. @param {string} value */
function plain(value) {
  return value.replace(/\/\*[\s\S]*?\*\//g, " ").replace(/"[^"]*"|'[^']*'/g, '""').replace(/url\([^)]*\)/gi, "url()").toLowerCase();
}

/** @param {string} value */
function isNew(value) {
  return newFunctions.test(value) || newUnits.test(value) || /\b(rgb|hsl)a?\([^,)]*\s[^,)]*\)/.test(value);
}

/** Inside @supports the author has asked; only a test for gap alone answers wrongly. @param {import("postcss").Node} node */
function isGuarded(node) {
  for (let parent = node.parent; parent; parent = parent.parent) {
    if (parent.type === "atrule") {
      const rule = /** @type {import("postcss").AtRule} */ (/** @type {unknown} */ (parent));
      if (rule.name === "supports" && !isGapTest(rule.params) && !/^\s*not\b/.test(rule.params)) return true;
    }
  }
  return false;
}

/** @param {string} params */
function isGapTest(params) {
  const tested = [...params.matchAll(/\(\s*([a-z-]+)\s*:/gi)].map((match) => match[1]);
  return tested.length > 0 && tested.every((prop) => /^((row|column)-)?gap$/.test(prop));
}

/** @param {import("postcss").Rule} rule */
function hasRuleAbove(rule) {
  for (let parent = /** @type {import("postcss").Node | undefined} */ (rule.parent); parent; parent = parent.parent) {
    if (parent.type === "rule") return true;
  }
  return false;
}

/** Steps of @keyframes look like rules: `50% {…}`. @param {import("postcss").Rule} rule */
function isKeyframe(rule) {
  return rule.parent?.type === "atrule" && /keyframes$/.test(/** @type {import("postcss").AtRule} */ (rule.parent).name);
}
