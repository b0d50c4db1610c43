/**
 * The catalogue of problems and their format (RFC 9457), without internals.
 *
 * <p>Jakarta REST's errors come here through exception mappers, the servlet container's own through an error page.
 */
@NullMarked
package dev.slipway.ledger.platform.problem;

import org.jspecify.annotations.NullMarked;
