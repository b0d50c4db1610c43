package dev.slipway.line.setting;

/**
 * The mail relay for the services.
 *
 * @param host its host name or address
 * @param port its port
 * @param encryption the encryption of the connection
 * @param user the user name; empty for no authentication
 */
public record Relay(String host, int port, Encryption encryption, String user) {
    /** A closed port, at which sending fails immediately. */
    public static final Relay NOWHERE = new Relay("127.0.0.1", 9, Encryption.NONE, "");

    /** The encryption of a connection. */
    public enum Encryption {
        NONE,
        /** STARTTLS, after a greeting in clear text. */
        STARTTLS,
        /** TLS from the beginning. */
        TLS
    }
}
