/**
 * A client for the ledger's API: a class for each resource, and records for the answers.
 *
 * <p>These classes know paths and members only; conclusions from the answers are drawn elsewhere.
 */
@NullMarked
package dev.slipway.line.ledger;

import org.jspecify.annotations.NullMarked;
