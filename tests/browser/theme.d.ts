// What the scripts of search are given by normbook when it joins them (src/theme/search_files.rs).

/** The interface texts of the page's language. */
declare const texts: {
  search: Record<
    | "close" | "results" | "searching" | "found" | "all" | "none" | "none_filtered" | "none_hint" | "too_short" | "instead" | "near" | "duty"
    | "meant" | "failed" | "failed_hint" | "retry" | "filter" | "filtered" | "clear" | "more" | "others" | "recent" | "recent_clear" | "slash",
    string
  > & { facet: Record<string, string> };
  kind: Record<string, string>;
  status: Record<string, string>;
  duty: Record<string, string>;
  "provenance-short": Record<string, string>;
};

interface Window {
  /** Search for programs: the tests, scripts/search-eval. */
  nbSearch: any;
  /** What the self-test's probe leaves if it runs (themes/self-test/probe.js). */
  nbSelftestProbe: string;
}
