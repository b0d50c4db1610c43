package dev.slipway.line.identity;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Parses the address of a ledger, as people write it. */
public final class ServerAddress {
    private ServerAddress() {}

    /**
     * The canonical address: https by default, and without a path.
     *
     * @throws IllegalArgumentException if it is invalid, or tokens would be sent in clear text
     */
    public static URI of(String text) {
        String whole = text.contains("://") ? text : "https://" + text;
        try {
            URI uri = new URI(whole);
            String host = uri.getHost();
            if (host == null || uri.getUserInfo() != null) {
                throw new IllegalArgumentException("is not an address such as https://mywebapp.example.org");
            }
            if (!isSafe(uri)) {
                throw new IllegalArgumentException("is not https: a token would travel in clear text");
            }
            String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
            return URI.create(uri.getScheme().toLowerCase(Locale.ROOT) + "://" + host.toLowerCase(Locale.ROOT) + port);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not an address such as https://mywebapp.example.org", e);
        }
    }

    /** Another host in the ledger's domain. */
    public static URI sibling(URI server, String front) {
        String name = server.getHost();
        String domain = name.substring(name.indexOf('.') + 1);
        return URI.create(server.getScheme() + "://" + front + "." + domain
                + (server.getPort() < 0 ? "" : ":" + server.getPort()));
    }

    /** Whether a token may be sent there: by https, or to this machine. */
    static boolean isSafe(URI uri) {
        return "https".equalsIgnoreCase(uri.getScheme())
                || "http".equalsIgnoreCase(uri.getScheme())
                        && (uri.getHost().equals("127.0.0.1") || uri.getHost().equals("localhost"));
    }
}
