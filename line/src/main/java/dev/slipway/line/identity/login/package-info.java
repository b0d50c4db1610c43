/** Signs a person in: by the browser on this machine, or by a code that is entered on any device. */
@NullMarked
package dev.slipway.line.identity.login;

import org.jspecify.annotations.NullMarked;
