package dev.slipway.line.roll;

/**
 * A service's host name on httpd.
 *
 * @param contextRoot the context root of the service's archive: {@code /shop}
 * @param probePath the path of httpd's health check
 */
public record Host(String contextRoot, String probePath) {}
