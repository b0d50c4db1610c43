// A classic script, the first thing in the head: what has to be there before anything else of the page.

// A browser that leaves a page cancels what it was still loading, and httpd's mod_http2 may then close the whole connection, with the next
// page's scripts on it. Without one of them the page stays empty, so it is loaded again, once.
addEventListener(
  'error',
  ({ target }) => {
    const isOfPage = target instanceof HTMLScriptElement || (target instanceof HTMLLinkElement && target.relList.contains('stylesheet'));
    if (isOfPage && performance.getEntriesByType('navigation')[0]?.type !== 'reload') location.reload();
  },
  { capture: true },
);

// The dark scheme is set before the first paint: PatternFly's class, and Swagger UI's.
{
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const apply = (isDark) => {
    for (const name of ['pf-v6-theme-dark', 'dark-mode']) document.documentElement.classList.toggle(name, isDark);
  };
  dark.addEventListener('change', () => apply(dark.matches));
  // Print uses the light scheme.
  addEventListener('beforeprint', () => apply(false));
  addEventListener('afterprint', () => apply(dark.matches));
  apply(dark.matches);
}
