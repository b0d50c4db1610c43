// Marks the page that is open in the list of pages, keeps tables what they are, and lets the keyboard reach blocks that are wider than the screen.
for (const link of document.querySelectorAll('nav a')) {
  if (link.pathname !== location.pathname) continue;
  link.setAttribute('aria-current', 'page');
  link.closest('details')?.setAttribute('open', '');
}

const ROLES = { thead: 'rowgroup', tbody: 'rowgroup', tr: 'row', th: 'columnheader', td: 'cell' };

// On a narrow screen a table of two columns is laid out as cards, and then is none by itself.
function spellOut(table) {
  table.setAttribute('role', 'table');
  for (const [name, role] of Object.entries(ROLES)) {
    for (const part of table.querySelectorAll(name)) part.setAttribute('role', role);
  }
}

const boxes = new Map();

// Puts a box around a table, by which it scrolls; those of one section are told apart by their number.
function box(table) {
  const node = document.createElement('div');
  const heading = table.closest('.sect1, .sect2, .sect3')?.querySelector('h2, h3, h4') ?? document.querySelector('h1');
  const title = heading.textContent;
  const number = (boxes.get(title) ?? 0) + 1;
  boxes.set(title, number);
  node.className = 'wide';
  node.dataset.label = number === 1 ? `Table: ${title}` : `Table ${number}: ${title}`;
  table.replaceWith(node);
  node.append(table);
}

for (const table of document.querySelectorAll('table.tableblock')) {
  spellOut(table);
  if (table.querySelector('col:nth-child(3)')) box(table);
}

const widths = new ResizeObserver((entries) => {
  for (const { target } of entries) {
    const isWider = target.scrollWidth > target.clientWidth;
    const { label } = target.dataset;
    if (isWider) target.tabIndex = 0;
    else target.removeAttribute('tabindex');
    if (!label) continue;
    target.role = isWider ? 'region' : null;
    target.ariaLabel = isWider ? label : null;
  }
});
for (const block of document.querySelectorAll('pre, .wide')) widths.observe(block);
