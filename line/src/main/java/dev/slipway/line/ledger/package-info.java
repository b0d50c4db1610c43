/**
 * The ledger's API as the CLI and the agent use it: a class for each of its nouns, and records of what it answers.
 *
 * <p>A class for a noun knows paths and members, and no rule; what follows from an answer is decided elsewhere.
 */
@NullMarked
package dev.slipway.line.ledger;

import org.jspecify.annotations.NullMarked;
