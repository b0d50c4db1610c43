package dev.slipway.line.roll;

/**
 * A service's host name on httpd.
 *
 * @param contextRoot the context root of the service's archive: {@code /shop}
 * @param probePath the path of httpd's health check
 */
public record Host(String contextRoot, String probePath) {
    /** Which answers of its server group's workers count as healthy: there need not be a page at the context root. */
    public Probe.Answer healthy() {
        return isAtRoot() ? Probe.Answer.ANY : Probe.Answer.THERE;
    }

    /** Whether the health check asks for the context root itself, with a slash at its end or without. */
    public boolean isAtRoot() {
        return probePath.equals(contextRoot) || probePath.equals(contextRoot + "/");
    }
}
