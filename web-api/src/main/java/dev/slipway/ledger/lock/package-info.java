/**
 * Locks ensure that one client at a time deploys to an environment. A client takes the lock, extends it while it works, and releases it;
 * a lock that is not extended expires, so that a dead client does not block others.
 */
@NullMarked
package dev.slipway.ledger.lock;

import org.jspecify.annotations.NullMarked;
