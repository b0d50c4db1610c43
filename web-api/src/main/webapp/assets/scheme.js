// A classic script in the head, so that the dark scheme is set before the first paint: PatternFly's class, and Swagger UI's.
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
