/** The workers that a deployment goes to, and httpd's part in it. */
@NullMarked
package dev.slipway.line.agent.site;

import org.jspecify.annotations.NullMarked;
