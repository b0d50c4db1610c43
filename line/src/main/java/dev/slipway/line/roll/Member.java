package dev.slipway.line.roll;

/**
 * A worker as one of httpd's balancers sees it.
 *
 * @param balancer the balancer's name
 * @param isOut whether it was taken out, and gets no new request
 * @param isWell whether httpd finds it well, and sends requests there
 * @param busy how many requests are under way there
 */
public record Member(String balancer, String worker, boolean isOut, boolean isWell, int busy) {}
