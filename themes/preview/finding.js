// A finding: what is wrong, where, and what to do about it.

/** @typedef {{message: string, path: string, line: number | null, column: number | null, excerpt: {before: string, text: string, after: string} | null}} Place */
/** @typedef {{rule: string, severity: string, place: Place, related: Place[], help: string[], fix: string | null}} Finding */

/** @param {Place} place */
function where(place) {
  const name = place.path + (place.line ? ':' + place.line + ':' + place.column : '');
  const href = link(place.path, place.line, place.column);
  if (href) return make('a', { class: 'where', href: href, title: words.open }, [name]);
  return make('code', { class: 'where' }, [name]);
}

/** @param {Place} place */
function source(place) {
  if (!place.excerpt) return null;
  const marked = place.excerpt.text || ' ';
  return make('pre', { class: 'source', tabindex: '0' }, [
    make('span', { class: 'number', 'aria-hidden': 'true' }, [String(place.line)]),
    make('code', {}, [place.excerpt.before, make('mark', {}, [marked]), place.excerpt.after]),
  ]);
}

/** @param {string} label @param {Node[]} inside @param {string} kind */
function advice(label, inside, kind) {
  return make('p', { class: kind }, [/** @type {Node | string} */ (make('b', {}, [label]))].concat(inside));
}

/** @param {Finding} finding */
function row(finding) {
  const item = make('li', { class: 'finding ' + finding.severity }, [
    make('div', { class: 'title' }, [
      make('span', { class: 'severity' }, [words[finding.severity]]),
      make('span', { class: 'message' }, [finding.place.message]),
      make('code', { class: 'rule' }, [finding.rule]),
    ]),
    where(finding.place),
    source(finding.place),
  ]);
  finding.help.forEach(function (help) { item.appendChild(advice(words.fix, [document.createTextNode(help)], 'help')); });
  if (finding.fix !== null) {
    const fix = finding.fix === '' ? advice(words.delete, [], 'help') : advice(words.write, [make('code', {}, [finding.fix])], 'help');
    item.appendChild(fix);
  }
  finding.related.forEach(function (place) {
    item.appendChild(advice(words.related, [document.createTextNode(place.message + ' '), where(place)], 'related'));
    const excerpt = source(place);
    if (excerpt) item.appendChild(excerpt);
  });
  return item;
}
