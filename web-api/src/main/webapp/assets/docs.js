/** The API's own description, drawn by Swagger UI. */

/** Small changes to Swagger UI: a link inside a button is no link, and one server is no choice. */
const accessible = ({ React }) => ({
  components: {
    DeepLink: ({ text }) => React.createElement('span', null, text),
    ServersContainer: () => null,
  },
});

SwaggerUIBundle({
  url: '/openapi?format=JSON',
  dom_id: '#openapi',
  plugins: [accessible],
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  validatorUrl: null,
});
