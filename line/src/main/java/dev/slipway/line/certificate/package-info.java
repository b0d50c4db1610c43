/** The public names' certificates, as the line's owner sees them: what the watcher found, and what is served right now. */
@NullMarked
package dev.slipway.line.certificate;

import org.jspecify.annotations.NullMarked;
