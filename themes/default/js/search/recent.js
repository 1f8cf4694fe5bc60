// What was searched before in this tab. It goes when the tab is closed, and no other tab sees it.

const RECENT_KEY = 'nb-searched';
const RECENT_MOST = 6;

/** @returns {string[]} */
function recentQueries() {
  try {
    const kept = JSON.parse(sessionStorage.getItem(RECENT_KEY) || '[]');
    return Array.isArray(kept) ? kept.map(String).slice(0, RECENT_MOST) : [];
  } catch (_) {
    return [];
  }
}

/** @param {string} query */
function rememberQuery(query) {
  const own = query.trim().slice(0, 100);
  if (!own) return;
  const others = recentQueries().filter((other) => other !== own);
  try { sessionStorage.setItem(RECENT_KEY, JSON.stringify([own].concat(others).slice(0, RECENT_MOST))); } catch (_) { /* not kept */ }
}

function forgetQueries() {
  try { sessionStorage.removeItem(RECENT_KEY); } catch (_) { /* nothing was kept */ }
}
