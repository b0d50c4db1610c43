package dev.slipway.line.roll.plan;

/**
 * A worker as one of httpd's balancers sees it.
 *
 * @param balancer the balancer's name
 * @param isOut whether it is drained and gets no new requests
 * @param isWell whether it passes httpd's health check and gets requests
 * @param busy the number of requests in progress
 */
public record Member(String balancer, String worker, boolean isOut, boolean isWell, int busy) {}
