/** httpd in front of the workers: which of them it sends requests to, and which host names it has. */
@NullMarked
package dev.slipway.line.balancer;

import org.jspecify.annotations.NullMarked;
