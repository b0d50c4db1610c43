/** The present and desired state of the realm, and the changes between them, as pure values. */
@NullMarked
package dev.slipway.line.realm.plan;

import org.jspecify.annotations.NullMarked;
