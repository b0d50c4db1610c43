package dev.slipway.ledger.identity;

import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether another site may have sent a request in the name of a signed-in person.
 *
 * <p>Only a browser's session can be misused so: a token is never sent by itself, and no other site can make a browser
 * send the header that carries it.
 *
 * @param origin where our own pages come from, as browsers write it
 */
record CrossSiteGuard(String origin) {
    private static final Set<String> SAFE_METHODS = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** What the server takes for a token: with something after it, it goes on to the session. */
    private static final Pattern TOKEN = Pattern.compile("Bearer +[^ ]+ *", Pattern.CASE_INSENSITIVE);

    static CrossSiteGuard of(URI ledgerUrl) {
        return new CrossSiteGuard(ledgerUrl.getScheme() + "://" + ledgerUrl.getRawAuthority());
    }

    boolean refuses(Request request) {
        if (SAFE_METHODS.contains(request.method()) || hasToken(request.authorization())) {
            return false;
        }
        if (request.fetchSite() != null) {
            return !request.fetchSite().equals("same-origin");
        }
        return request.origin() != null && !request.origin().equals(origin);
    }

    /** Another kind, such as {@code Basic}, is no token: the request may still be the session's. */
    private static boolean hasToken(@Nullable String authorization) {
        return authorization != null && TOKEN.matcher(authorization).matches();
    }

    /**
     * The relevant parts of a request.
     *
     * @param authorization the header Authorization
     * @param fetchSite the header Sec-Fetch-Site, which every current browser sends
     * @param origin the header Origin, which older browsers send with anything but a GET
     */
    record Request(
            String method,
            @Nullable String authorization,
            @Nullable String fetchSite,
            @Nullable String origin) {}
}
