/** What people see, in a real browser: through httpd and Keycloak, by the names they type. */
@NullMarked
package dev.slipway.line.browser;

import org.jspecify.annotations.NullMarked;
