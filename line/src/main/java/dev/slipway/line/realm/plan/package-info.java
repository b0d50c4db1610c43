/** What the realm has and is to have, and the changes from the one to the other. Pure values. */
@NullMarked
package dev.slipway.line.realm.plan;

import org.jspecify.annotations.NullMarked;
