/** A service is what is delivered: one application, known by its name. */
@NullMarked
package dev.slipway.ledger.service;

import org.jspecify.annotations.NullMarked;
