/** Workers as processes of this machine, under supervisord and behind its httpd. */
@NullMarked
package dev.slipway.line.host.machine;

import org.jspecify.annotations.NullMarked;
