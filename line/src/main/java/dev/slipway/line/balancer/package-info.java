/** httpd in front of the workers: its balancers, and the host names that it serves. */
@NullMarked
package dev.slipway.line.balancer;

import org.jspecify.annotations.NullMarked;
