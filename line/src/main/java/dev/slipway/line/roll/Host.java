package dev.slipway.line.roll;

/**
 * A service's host name on httpd.
 *
 * @param contextRoot where the service's archive answers on the workers: {@code /shop}
 * @param probePath what httpd asks to see whether a worker is well
 */
public record Host(String contextRoot, String probePath) {
    /** What a new service gets of which nobody said more than these. */
    public static Host of(String service, String contextRoot, String probePath) {
        String root = contextRoot.isEmpty() ? "/" + service : contextRoot;
        String folder = root.endsWith("/") ? root : root + "/";
        return new Host(
                root.equals("/") ? root : folder.substring(0, folder.length() - 1),
                probePath.isEmpty() ? folder : probePath);
    }
}
