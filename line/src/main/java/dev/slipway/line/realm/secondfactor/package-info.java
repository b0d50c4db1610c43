/** The second factors of people: made for them, shown to them, taken from them. */
@NullMarked
package dev.slipway.line.realm.secondfactor;

import org.jspecify.annotations.NullMarked;
