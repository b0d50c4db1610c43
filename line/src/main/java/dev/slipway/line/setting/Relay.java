package dev.slipway.line.setting;

/**
 * The mail server that takes what the services send.
 *
 * @param host its name or address
 * @param port where it listens
 * @param encryption of the connection to it
 * @param user whom it knows the line as; empty where it asks for no name
 */
public record Relay(String host, int port, Encryption encryption, String user) {
    /** Where nobody listens: whatever is sent there, the sender is told at once that it does not go. */
    public static final Relay NOWHERE = new Relay("127.0.0.1", 9, Encryption.NONE, "");

    /** How what is sent is kept from others on its way. */
    public enum Encryption {
        /** Not at all. */
        NONE,
        /** After a greeting that anybody can read. */
        STARTTLS,
        /** From the beginning. */
        TLS
    }
}
