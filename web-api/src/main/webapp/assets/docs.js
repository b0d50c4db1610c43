/** The API description, drawn by Swagger UI. */

const root = document.getElementById('openapi');

/** Small changes to Swagger UI: a link inside a button is no link, and one server is no choice. */
const accessible = ({ React }) => ({
  components: {
    DeepLink: ({ text }) => React.createElement('span', null, text),
    ServersContainer: () => null,
  },
});

// Adds missing accessible names, and removes those that differ from the visible text.
const NAMES = { '.examples-select-element': 'Example', '.close-modal': 'Close' };
new MutationObserver(() => {
  for (const [selector, name] of Object.entries(NAMES)) {
    for (const node of root.querySelectorAll(`${selector}:not([aria-label])`)) node.setAttribute('aria-label', name);
  }
  for (const node of root.querySelectorAll('.auth-btn-wrapper [aria-label]')) node.removeAttribute('aria-label');
}).observe(root, { childList: true, subtree: true });

SwaggerUIBundle({
  url: '/openapi?format=JSON',
  domNode: root,
  plugins: [accessible],
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  syntaxHighlight: { theme: 'monokai' },
  validatorUrl: null,
});
