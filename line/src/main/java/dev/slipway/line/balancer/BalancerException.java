package dev.slipway.line.balancer;

/** httpd does not answer, or does not do what it was told. */
public class BalancerException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;

    /** With a message. */
    public BalancerException(String text) {
        super(text);
        this.text = text;
    }

    /** The message. */
    public String text() {
        return text;
    }
}
