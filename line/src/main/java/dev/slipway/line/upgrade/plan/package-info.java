/** What an upgrade would do, and how it goes on after each phase or interruption: facts and decisions, as pure values. */
@NullMarked
package dev.slipway.line.upgrade.plan;

import org.jspecify.annotations.NullMarked;
