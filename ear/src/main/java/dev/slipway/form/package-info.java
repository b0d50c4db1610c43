/** What a worker takes of a form; a module of its own, which the server's filter names. */
@NullMarked
package dev.slipway.form;

import org.jspecify.annotations.NullMarked;
