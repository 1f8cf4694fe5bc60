// What results can be narrowed by, with live counts: docs/search-format.md §8.

/** The groups, in the order shown; their names stand in the address of the page of results. */
const FACETS = ['standard', 'status', 'kind', 'role', 'provenance'];

/** Values chosen in each group. @typedef {Object<string, string[]>} Chosen */
/** @typedef {{value: string, label: string, count: number, isAtLeast: boolean, isChosen: boolean}} FacetValue */
/** @typedef {{name: string, values: FacetValue[]}} Facet */

/**
 * Values of one group: which pages have which. A page may have several (roles); 0 is none.
 * @typedef {Object} Group
 * @property {string} name
 * @property {{value: string, label: string}[]} values  from 1
 * @property {Uint32Array} first   values of page p: `all` from first[p] to first[p + 1]
 * @property {Uint16Array} all
 */

/** @param {Core} core @returns {Promise<Group[]>} */
function loadFacets(core) {
  if (!core.hasFacets) return Promise.resolve([]);
  return file('facets').then((payload) => {
    if (!payload.read) payload.read = readFacets(core, payload);
    return payload.read;
  });
}

/** @param {Core} core @param {any} payload @returns {Group[]} */
function readFacets(core, payload) {
  /** @type {[number, number][]} pairs of page and value */
  let standards = [];
  payload.ranges.forEach(/** @param {[number, number, number]} range */ (range) => {
    for (let page = range[1]; range[0] >= 0 && page < range[2]; page++) standards.push([page, range[0] + 1]);
  });
  const statuses = ['current'].concat(core.statuses);
  const standing = standards.map(/** @returns {[number, number]} */ (pair) => [pair[0], core.past[pair[0]] + 1]);
  /** @type {[number, number][]} */
  const roles = [];
  payload.roles.forEach(/** @param {[string, string, string]} role @param {number} index */ (role, index) => {
    const reader = new Reader(role[2]);
    for (let page = -1; !reader.isDone();) {
      page += 1 + reader.number();
      roles.push([page, index + 1]);
    }
  });
  return [
    group(core, 'standard', payload.standards.map(/** @param {[string, string]} own */ (own) => ({ value: own[0], label: own[1] })), standards),
    group(core, 'status', statuses.map((word) => ({ value: word, label: texts.status[word] || word })), standing),
    group(core, 'kind', core.kinds.map((word) => ({ value: word, label: texts.kind[word] || word })), readRuns(core, payload.kind, 1)),
    group(core, 'role', payload.roles.map(/** @param {[string, string]} role */ (role) => ({ value: role[0], label: role[1] })), roles),
    group(core, 'provenance', core.provenances.map((word) => {
      return { value: word, label: texts['provenance-short'][word] || word };
    }), readRuns(core, payload.provenance, 0)),
  ];
}

/** Runs of equal values over the pages. @param {Core} core @param {string} text @param {number} add @returns {[number, number][]} */
function readRuns(core, text, add) {
  const reader = new Reader(text);
  /** @type {[number, number][]} */
  const found = [];
  for (let page = 0; !reader.isDone();) {
    const value = reader.number() + add;
    for (let left = reader.number() + 1; left > 0; left--) found.push([page++, value]);
    if (page > core.pages) throw new Damaged('facets');
  }
  return found;
}

/**
 * @param {Core} core
 * @param {string} name
 * @param {{value: string, label: string}[]} values
 * @param {[number, number][]} found
 * @returns {Group}
 */
function group(core, name, values, found) {
  const first = new Uint32Array(core.pages + 1);
  found.forEach((pair) => { first[pair[0] + 1]++; });
  for (let page = 0; page < core.pages; page++) first[page + 1] += first[page];
  const all = new Uint16Array(found.length);
  const next = first.slice();
  found.forEach((pair) => { all[next[pair[0]]++] = pair[1]; });
  return { name: name, values: values, first: first, all: all };
}

/**
 * Narrows pages to those that have a chosen value in each group, and counts in the same pass how many each value would
 * give: a value of a group is counted where the other groups let the page through.
 * @param {Group[]} groups
 * @param {Chosen} chosen
 * @param {number[]} pages
 * @param {boolean} isAtLeast
 * @returns {{pages: number[], facets: Facet[]}}
 */
function narrow(groups, chosen, pages, isAtLeast) {
  const wanted = groups.map((own) => {
    const names = chosen[own.name] || [];
    return own.values.map((value) => names.indexOf(value.value) >= 0);
  });
  const isOpen = wanted.map((flags) => flags.indexOf(true) < 0);
  const counts = groups.map((own) => new Uint32Array(own.values.length + 1));
  const kept = pages.filter((page) => {
    let failed = 0;
    let where = -1;
    groups.forEach((own, index) => {
      if (isOpen[index]) return;
      for (let i = own.first[page]; i < own.first[page + 1]; i++) if (own.all[i] && wanted[index][own.all[i] - 1]) return;
      failed++;
      where = index;
    });
    groups.forEach((own, index) => {
      if (failed > 1 || (failed === 1 && where !== index)) return;
      for (let i = own.first[page]; i < own.first[page + 1]; i++) counts[index][own.all[i]]++;
    });
    return !failed;
  });
  const facets = groups.map((own, index) => {
    const values = own.values.map(/** @returns {FacetValue} */ (value, at) => {
      return { value: value.value, label: value.label, count: counts[index][at + 1], isAtLeast: isAtLeast, isChosen: wanted[index][at] };
    });
    // Roles are many: those that more results have come first. The others keep the order of the site.
    if (own.name === 'role') values.sort((a, b) => b.count - a.count);
    return { name: own.name, values: values };
  });
  return { pages: kept, facets: facets };
}
