package dev.slipway.line.roll;

/**
 * A service's host name on httpd.
 *
 * @param contextRoot the context root of the service's archive: {@code /shop}
 * @param probePath the path of httpd's health check
 */
public record Host(String contextRoot, String probePath) {
    /** The answers that count as healthy for its server group: a page at the context root is not required. */
    public Probe.Answer healthy() {
        return isAtRoot() ? Probe.Answer.ANY : Probe.Answer.THERE;
    }

    /** Whether the health check requests the context root itself, with or without a trailing slash. */
    public boolean isAtRoot() {
        return probePath.equals(contextRoot) || probePath.equals(contextRoot + "/");
    }
}
