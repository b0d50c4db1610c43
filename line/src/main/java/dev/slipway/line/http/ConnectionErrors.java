package dev.slipway.line.http;

import dev.slipway.line.program.CauseChain;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import javax.net.ssl.SSLException;

/** Translates the JDK's errors of connections for users. */
final class ConnectionErrors {
    /** How the JDK's message begins where a proxy refuses to connect; there is no exception class for it. */
    private static final String NO_TUNNEL = "Tunnel failed, got: ";

    private ConnectionErrors() {}

    /** The reason why there was no answer. */
    static CallException of(URI uri, IOException e) {
        String host = uri.getAuthority();
        CauseChain causes = CauseChain.of(e);
        if (causes.has(UnresolvedAddressException.class)) {
            return new CallException("The name " + uri.getHost() + " is unknown.", "Is it written right?", e);
        }
        if (causes.has(CertPathBuilderException.class)) {
            return new CallException(
                    "The certificate of " + host + " is not trusted.",
                    "Name the file of its CA in SLIPWAY_CA, or once: slipway login --ca FILE",
                    e);
        }
        if (e instanceof SSLException) {
            return new CallException("No TLS with " + host + ": " + e.getMessage(), "", e);
        }
        if (e instanceof HttpTimeoutException) {
            return new CallException(host + " does not answer in time.", "", e);
        }
        if (e instanceof ConnectException) {
            return new CallException("Nobody answers at " + host + ".", "Does the line run?", e);
        }
        String message = e.getMessage();
        if (message != null && message.startsWith(NO_TUNNEL)) {
            return new CallException(
                    "The proxy that HTTPS_PROXY names opens no connection to " + host + ": it answers "
                            + message.substring(NO_TUNNEL.length()) + ".",
                    "Where no proxy is needed: NO_PROXY=" + uri.getHost());
        }
        return new CallException(
                "The connection to " + host + " was lost: "
                        + (message == null ? e.getClass().getSimpleName() : message) + ".",
                "",
                e);
    }
}
