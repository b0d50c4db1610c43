package dev.slipway.line.roll;

/**
 * A service's host name on httpd.
 *
 * @param contextRoot where the service's archive answers on the workers: {@code /shop}
 * @param probePath what httpd asks to see whether a worker is well
 */
public record Host(String contextRoot, String probePath) {}
