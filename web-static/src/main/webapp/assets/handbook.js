// Marks the page that is open in the list of pages, and lets the keyboard reach blocks that are wider than the screen.
for (const link of document.querySelectorAll('nav a')) {
  if (link.pathname !== location.pathname) continue;
  link.setAttribute('aria-current', 'page');
  link.closest('details')?.setAttribute('open', '');
}
const widths = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    if (target.scrollWidth > target.clientWidth) target.tabIndex = 0;
    else target.removeAttribute('tabindex');
  }
});
for (const block of document.querySelectorAll('pre')) widths.observe(block);
