/**
 * One list of everything that can go wrong, one form to tell it in (RFC 9457), and nothing of the inside.
 *
 * <p>Jakarta REST's errors come here through exception mappers, the servlet container's own through an error page.
 */
@NullMarked
package dev.slipway.ledger.platform.problem;

import org.jspecify.annotations.NullMarked;
